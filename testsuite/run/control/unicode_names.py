# Identifiers beyond ASCII, normalised: two spellings of one name.
# non-ascii: the names are what is tested
def größe(ﬁ: int) -> int:
    fi = ﬁ + 1
    return ﬁ * 10 + fi


class Données:
    été: int = 3

    def ª(self) -> int:
        return self.été


print(größe(1), größe(ﬁ=2), größe(fi=3), Données().a(), Données().ª(), Données.__name__, "été" in vars(Données))
naïve = {"ключ": "значение", "鍵": "値"}
for 名, 値 in naïve.items():
    print(名, 値, len(名))
print(sorted(k for k in globals() if not k.isascii()))
