"""Forms of the login and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms

from procuratorate.organs.forms.common import Number
from procuratorate.organs.models import Officer

MASKED = {"autocomplete": "new-password"}


class LoginForm(forms.Form):
    username = Number(label="工号", max_length=30)
    password = forms.CharField(label="密码", max_length=128, strip=False, widget=forms.PasswordInput)
    otp_token = forms.CharField(label="动态口令", max_length=12, required=False)

    def clean_otp_token(self) -> str:
        return "".join(self.cleaned_data["otp_token"].split())


class PasswordForm(forms.Form):
    old = forms.CharField(
        label="原密码", max_length=128, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label="新密码",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(MASKED),
        help_text="至少 10 位，不能全是数字，不能与姓名、工号相近，不能是常用密码。",
    )
    again = forms.CharField(label="再输一遍新密码", max_length=128, strip=False, widget=forms.PasswordInput(MASKED))

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "两次输入的新密码不同，请重新输入。")
        return data


class CodeForm(forms.Form):
    code = forms.CharField(
        label="动态口令",
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "placeholder": "6 位数字"}),
    )

    def clean_code(self) -> str:
        return "".join(self.cleaned_data["code"].split())


class PreferencesForm(forms.Form):
    news = forms.ChoiceField(label="新到提醒", choices=list(Officer._meta.get_field("news").choices or ()))
    digest_hour = forms.TypedChoiceField(
        label="每日汇总时刻", coerce=int, choices=[(hour, f"{hour:02d}:00") for hour in range(6, 21)]
    )
    email = forms.EmailField(label="邮箱", required=False, help_text="邮件中只有件名和编号，姓名隐去。")
