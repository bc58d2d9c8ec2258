"""How many credit hours (JP) a civil servant is to learn in a calendar year.

PP 11/2017 as amended by PP 17/2020, Pasal 203: every PNS at least 20 JP a year. UU 20/2023 Pasal
49 makes development a duty of every ASN; for PPPK a ceiling of 24 JP a year is commonly named,
without a source that could be confirmed, so that they aim at 20 too. Others have no duty by law
and are shown the same aim.
"""

from widya.accounts.models import User

YEARLY_DUTY_JP = 20

DUTY_JP = {
    User.EmploymentStatus.PNS: YEARLY_DUTY_JP,
    User.EmploymentStatus.PPPK: YEARLY_DUTY_JP,
    User.EmploymentStatus.OTHER: YEARLY_DUTY_JP,
}
BOUND_BY_LAW = (User.EmploymentStatus.PNS, User.EmploymentStatus.PPPK)
