"""What happens at the same moment, with real connections against PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tests.accounts.doors import picture
from widya.accounts import human_check

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def test_of_two_requests_with_one_picture_one_passes():
    for _ in range(10):
        check = picture()

        def redeem(_number, key=check["human_check_0"], answer=check["human_check_1"]):
            try:
                return human_check.redeem_picture(key, answer)
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            assert sorted(pool.map(redeem, range(8))) == [False] * 7 + [True]
