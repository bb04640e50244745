"""SHA-512, which seeds made of text go through."""


def _primes(count):
    found = []
    candidate = 2
    while len(found) < count:
        if all([candidate % prime for prime in found]):
            found.append(candidate)
        candidate += 1
    return found


def _root(value, degree):
    """The integer part of a root."""
    low, high = 0, 1 << (value.bit_length() // degree + 1)
    while high - low > 1:
        middle = (low + high) // 2
        if middle**degree <= value:
            low = middle
        else:
            high = middle
    return low


_MASK = (1 << 64) - 1


def _rotated(word, by):
    return (word >> by | word << (64 - by)) & _MASK


class sha512:
    def __init__(self, data=b""):
        self._data = bytes(data)

    def update(self, data):
        self._data += data

    def digest(self):
        data = self._data
        length = len(data) * 8
        data += b"\x80" + b"\0" * ((111 - len(data)) % 128) + length.to_bytes(16, "big")
        # The fractions of the roots of the first primes, in 64 bits.
        primes = _primes(80)
        constants = [_root(prime << 192, 3) & _MASK for prime in primes]
        state = [_root(prime << 128, 2) & _MASK for prime in primes[:8]]
        for start in range(0, len(data), 128):
            words = [int.from_bytes(data[at : at + 8], "big") for at in range(start, start + 128, 8)]
            for at in range(16, 80):
                x, y = words[at - 15], words[at - 2]
                s0 = _rotated(x, 1) ^ _rotated(x, 8) ^ x >> 7
                s1 = _rotated(y, 19) ^ _rotated(y, 61) ^ y >> 6
                words.append((words[at - 16] + s0 + words[at - 7] + s1) & _MASK)
            a, b, c, d, e, f, g, h = state
            for constant, word in zip(constants, words):
                s1 = _rotated(e, 14) ^ _rotated(e, 18) ^ _rotated(e, 41)
                first = h + s1 + (e & f ^ ~e & g) + constant + word
                s0 = _rotated(a, 28) ^ _rotated(a, 34) ^ _rotated(a, 39)
                second = s0 + (a & b ^ a & c ^ b & c)
                h, g, f, e, d, c, b, a = g, f, e, (d + first) & _MASK, c, b, a, (first + second) & _MASK
            state = [(old + new) & _MASK for old, new in zip(state, (a, b, c, d, e, f, g, h))]
        return b"".join([word.to_bytes(8, "big") for word in state])

    def hexdigest(self):
        return self.digest().hex()
