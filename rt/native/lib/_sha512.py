from _sha2 import sha512
