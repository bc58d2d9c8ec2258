"""Settings that every set-up shares. What differs between machines comes from the environment."""

from datetime import timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from widya.config.environment import read
from widya.core.queues import SLOW

PACKAGE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR: Path = read("VAR_DIR")

DEBUG: bool = read("DEBUG")
ALLOWED_HOSTS: list[str] = read("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS: list[str] = read("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "widya.config.urls"
PORT: int = read("PORT")
WSGI_APPLICATION = "widya.config.wsgi.application"

INSTALLED_APPS = [
    "widya.demo",
    "widya.portal",
    "widya.website",
    "widya.privacy",
    "widya.credits",
    "widya.certificates",
    "widya.assessment",
    "widya.learning",
    "widya.catalog",
    "widya.content",
    "widya.sso",
    "widya.notifications",
    "widya.accounts",
    "widya.organisation",
    "widya.imports",
    "widya.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "widya.accounts.apps.StaffSideUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "widya.assessment.middleware.AnswerPassMiddleware",
    "widya.core.page_cache.VisitorCacheMiddleware",
    *(["django.middleware.gzip.GZipMiddleware"] if read("COMPRESS") else []),
    "widya.core.form_pages.FormPagesMiddleware",
    "widya.core.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "widya.accounts.middleware.TimeZoneMiddleware",
    "widya.core.language.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "widya.accounts.middleware.SecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "widya.organisation.context_processors.branding",
            ],
        },
    },
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# W019: the editor shows a page's preview in a frame of the same site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

DATABASES = {"default": read("DATABASE_URL", f"sqlite:///{VAR_DIR / 'widya.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY;"
        ),
    }
else:
    # psycopg has a statement prepared when it is run for the third time on a connection.
    DATABASES["default"]["OPTIONS"] = {"prepare_threshold": 2 if read("DATABASE_PREPARE") else None}
    if read("DATABASE_POOL"):
        DATABASES["default"]["CONN_MAX_AGE"] = 0
        DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": read("DATABASE_POOL")}

CACHES = {"default": read("CACHE_URL")}
SESSION_ENGINE = "widya.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_NAME = "widya_session"
SESSION_COOKIE_SAMESITE = "Lax"  # the form that signs out rests on it
CSRF_COOKIE_NAME = "widya_csrf"
CSRF_FAILURE_VIEW = "widya.core.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

DEMO_MAIL: bool = read("DEMO_MAIL")
mail_server = read("EMAIL_URL")
vars().update(mail_server)
MAIL_DELIVERY_BACKEND: str = mail_server["EMAIL_BACKEND"]
EMAIL_BACKEND = "widya.notifications.backends.KeptMailBackend"
EMAIL_TIMEOUT = 30
if DEMO_MAIL:
    MAIL_DELIVERY_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("EMAIL_FROM")

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["widya.accounts.backends.IdentifierBackend"]
PASSWORD_HASHERS = [
    "widya.accounts.hashers.Argon2idHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "widya.accounts.validators.SimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "nip", "email")},
    },
    {"NAME": "widya.accounts.validators.MinimumLengthValidator"},
    {"NAME": "widya.accounts.validators.CommonPasswordValidator"},
    {"NAME": "widya.accounts.validators.CharacterKindsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:dashboard"
ACCOUNT_ADAPTER = "widya.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "widya.accounts.forms.LoginForm",
    "change_password": "widya.accounts.forms.ChangePasswordForm",
    "reauthenticate": "widya.accounts.second_factor.PasswordAgainForm",
}
MFA_ADAPTER = "widya.accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "widya.accounts.second_factor.CodeForm",
    "reauthenticate": "widya.accounts.second_factor.CodeAgainForm",
    "activate_totp": "widya.accounts.second_factor.FirstCodeForm",
}
# An account is active only when its address is confirmed; a change of it may wait meanwhile.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
# A whole ministry may stand behind one address, and come in one minute: of sign-ins only wrong
# passwords count, which are behind the human check, and few for each account.
# Per account: few, as each sends a mail to somebody who may not have asked for it.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "300/m/ip,5/5m/key",
    "signup": "120/m/ip",
    "signup_account": "5/h/key",
    "resend_activation": "120/m/ip",
    "resend_activation_account": "5/h/key",
    "reset_password": "120/m/ip",
    "reset_password_account": "5/h/key",
    "reset_password_from_key": "120/m/ip",
    "reset_password_code": "15/h/key",
    "change_email_account": "5/h/key",
    "erase_account": "5/h/key",
    "sso": "600/m/ip",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
# Who has not confirmed the address has an account that is not active: no need to ask at sign-in.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = int(timedelta(minutes=15).total_seconds())
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = read("PROXY_COUNT")
SOCIALACCOUNT_ADAPTER = "widya.sso.adapters.IdentityAdapter"
SSO_LOCAL_HTTP: bool = read("SSO_LOCAL_HTTP")

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Bahasa Indonesia")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("id", "Bahasa Indonesia")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "widya_language"
TIME_ZONE: str = read("TIME_ZONE")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_MEDIA_ROOT = VAR_DIR / "private"
SENDFILE_PREFIX: str = read("SENDFILE_PREFIX")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", SLOW]}}

WAGTAIL_SITE_NAME = "Widya"
WAGTAILADMIN_BASE_URL = ""
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = "/akun/login/"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "widya.core.workflows.publish_approved"
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "zip"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_FORM_BASE = "widya.content.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if read("HTTPS"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read("LOG_LEVEL")},
    "loggers": {
        name: {"level": "WARNING"}
        for name in ("django", "django_tasks", "django_tasks_db", "wagtail")
    },
}
