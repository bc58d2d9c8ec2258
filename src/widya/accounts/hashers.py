"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2idHasher(Argon2PasswordHasher):
    """Argon2id with the least cost that OWASP's password storage cheat sheet recommends.

    19 MiB of memory, two passes, one lane: about 30 ms a hash, so that the last evening before a
    deadline does not stand still at the sign-in.
    """

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
