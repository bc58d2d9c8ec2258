"""What every page knows of its site."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from PIL import Image as Picture
from wagtail.images import get_image_model
from wagtail.models import Site

from tests import worlds
from widya.organisation.models import SiteSettings
from widya.organisation.queries import branding_for, settings_for, site_for
from widya.website.actions import add_standard_page
from widya.website.models import StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return worlds.make_site(platform_name="MOOC Imipas", short_name="Imipas", email="a@example.id")


def test_branding_shows_the_sites_settings_and_root(rf, site):
    branding = branding_for(rf.get("/"))
    assert (branding.platform_name, branding.site_name) == ("MOOC Imipas", "Imipas")
    assert (branding.site_id, branding.root_path) == (site.pk, site.root_page.path)
    assert branding.email == "a@example.id"
    assert branding.logo_url == ""


def test_branding_costs_no_query_while_the_cache_is_warm(rf, site, django_assert_num_queries):
    branding_for(rf.get("/"))
    with django_assert_num_queries(0):
        branding_for(rf.get("/lain/"))


def test_each_host_has_its_own_site(rf, site):
    other = worlds.make_site("kemenkum.localhost", is_default=False, platform_name="MOOC Kumham")
    for host, expected in {
        "localhost": site,
        "kemenkum.localhost": other,
        "KEMENKUM.localhost:8000": other,
        "192.168.1.5": site,
    }.items():
        request = rf.get("/", HTTP_HOST=host)
        assert branding_for(request).site_id == expected.pk == Site.find_for_request(request).pk


def test_sites_on_one_host_are_told_apart_by_port_as_wagtail_does(rf, site):
    for port in (81, 82):
        Site.objects.create(hostname="banyak.localhost", port=port, root_page=site.root_page)
    for port in (80, 81, 82):
        request = rf.get("/", HTTP_HOST="banyak.localhost", SERVER_PORT=port)
        assert branding_for(request).site_id == Site.find_for_request(request).pk


def test_changed_settings_show_at_once(rf, site):
    branding_for(rf.get("/"))
    settings = SiteSettings.for_site(site)
    settings.platform_name = "Nama Baru"
    settings.save()
    assert branding_for(rf.get("/")).platform_name == "Nama Baru"


def test_a_deleted_site_is_forgotten(rf, site):
    worlds.make_site("kemenkum.localhost", is_default=False)
    assert branding_for(rf.get("/", HTTP_HOST="kemenkum.localhost")).site_id != site.pk
    Site.objects.get(hostname="kemenkum.localhost").delete()
    assert branding_for(rf.get("/", HTTP_HOST="kemenkum.localhost")).site_id == site.pk


def test_the_logo_is_a_small_rendition(rf, site, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Picture.new("RGB", (800, 600)).save(tmp_path / "logo.png")
    file = SimpleUploadedFile("logo.png", (tmp_path / "logo.png").read_bytes())
    logo = get_image_model().objects.create(title="Logo", file=file)
    SiteSettings.objects.get(site=site)
    site_settings = SiteSettings.for_site(site)
    site_settings.logo = logo
    site_settings.save()
    assert "max-160x160" in branding_for(rf.get("/")).logo_url
    logo.delete()
    assert branding_for(rf.get("/")).logo_url == ""


def test_without_any_site_pages_carry_the_platforms_own_name(rf):
    Site.objects.all().delete()
    branding = branding_for(rf.get("/"))
    assert (branding.site_id, branding.platform_name) == (None, "Widya")
    with pytest.raises(Http404):
        site_for(rf.get("/"))


def test_a_site_without_settings_gets_the_defaults(rf, site):
    SiteSettings.objects.all().delete()
    assert branding_for(rf.get("/")).platform_name == "Widya"
    assert settings_for(site_for(rf.get("/"))).pk


def test_what_is_to_be_accepted_is_known_with_the_site_while_it_is_published(rf, site):
    about = add_standard_page(site, title="Tentang", slug="tentang", body="<p>A</p>")
    terms = worlds.add_live(about, StandardPage(title="Syarat", slug="syarat", body="<p>B</p>"))
    site_settings = SiteSettings.for_site(site)
    site_settings.terms_page = terms
    site_settings.save()
    assert branding_for(rf.get("/")).documents == ((terms.pk, "Syarat", "/tentang/syarat/"),)
    terms.title = "Syarat baru"
    terms.save_revision().publish()
    assert [each.title for each in branding_for(rf.get("/")).documents] == ["Syarat baru"]
    terms.unpublish()
    assert branding_for(rf.get("/")).documents == ()


def test_a_request_is_looked_up_once(rf, site):
    request = rf.get("/")
    assert branding_for(request) is branding_for(request)
