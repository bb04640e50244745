# The place of a variable that is unbound where it is added to.
# world: cpython
import traceback


def in_place(flag: bool) -> str:
    if flag:
        text = "a"
    text += "b"
    return text


def anew(flag: bool) -> str:
    if flag:
        text = "a"
    text = text + "b"
    return text


def wrong(text, more):
    text = text + more
    text += more
    return text


for function in in_place, anew:
    try:
        function(False)
    except UnboundLocalError as error:
        print([(place.lineno, place.colno, place.end_colno) for place in traceback.extract_tb(error.__traceback__)])
for text, more in [("a", 1), (1, "a")]:
    try:
        wrong(text, more)
    except TypeError as error:
        print([(place.lineno, place.colno, place.end_colno) for place in traceback.extract_tb(error.__traceback__)])
