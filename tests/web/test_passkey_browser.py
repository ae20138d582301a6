"""Chromium with a virtual authenticator adds a passkey and comes in by it, in both languages, on a phone's width."""

import json

import pytest
from benchmarks.served import Site

from tests import needs

pytestmark = pytest.mark.prove
ADMIN = """
from tanlu.text import Text
from tanlu.web.people.operations import Named, enter_person, invite, seat
person = enter_person(Named(Text("Ann Lee", "李安")), None)
seat(person, "administrator", by=None)
told = invite(person, by=None)
"""
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture
def site(tmp_path):
    made = Site(tmp_path / "house")
    yield made
    made.end()


@pytest.mark.parametrize(
    ("lang", "add", "come", "desk"),
    [
        ("en", "Add a passkey on this device", "Come in with a passkey", "Ann Lee"),
        ("zh", "在本设备上添加通行密钥", "用通行密钥进入", "李安"),
    ],
)
def test_a_passkey_is_added_and_opens_the_door(site, chromium, tmp_path, lang, add, come, desk):
    needs.module("playwright")
    from playwright.sync_api import sync_playwright

    code = site.do(ADMIN)
    site.start()
    home = f"http://localhost:{site.port}/{lang}/"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium))
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        trouble = []
        page.on("console", lambda each: trouble.append(each.text) if each.type == "error" else None)
        page.on("pageerror", lambda each: trouble.append(str(each)))
        line = context.new_cdp_session(page)
        line.send("WebAuthn.enable")
        device = line.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]
        page.goto(f"{home}join/?code={code}")
        page.locator("#main-form button.main").click()
        page.goto(f"{home}desk/passkeys/")
        page.fill("#name", "Phone 手机")
        page.get_by_role("button", name=add).click()
        page.get_by_text("Phone 手机").wait_for()
        held = line.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
        assert len(held) == 1
        assert held[0]["isResidentCredential"]
        assert held[0]["rpId"] == "localhost"
        context.clear_cookies()
        page.goto(f"{home}join/")
        page.get_by_role("button", name=come).click()
        page.get_by_role("heading", name=desk).wait_for()
        line.send("WebAuthn.clearCredentials", {"authenticatorId": device})
        context.clear_cookies()
        page.goto(f"{home}join/")
        page.get_by_role("button", name=come).click()
        page.locator("form[data-passkey] [role=status]:not(:empty)").wait_for()
        page.screenshot(path=str(tmp_path / "join.png"))
        browser.close()
    assert trouble == [], json.dumps(trouble, ensure_ascii=False)
