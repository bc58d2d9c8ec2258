"""The form to upload a spreadsheet."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

LARGEST_BYTES = 30 * 1024 * 1024


class UploadForm(forms.Form):
    """Takes one file. What is in it, the worker finds out."""

    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("XLSX atau CSV, paling besar 30 MB dan 200.000 baris."),
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_BYTES:
            raise forms.ValidationError(_("Berkas ini lebih besar dari 30 MB."))
        return file
