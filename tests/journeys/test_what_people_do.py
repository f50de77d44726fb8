"""On the pages that all share: what is found, what is read, and what is one's own."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Page, Response, expect

pytestmark = pytest.mark.browser
Visit = Callable[[str, str], Page]
EVERYBODY: Final = ("member", "moderator", "owner")
CAST_MOST: Final = 20
BEST_OF_THE_NINETIES: Final = [re.compile(name) for name in ("Sopranos", "X-Files", "One Piece")]
LONG_MS: Final = 60_000
# In no test is anything else wished for or reported that has to do with these.
WITH_A_FAULT: Final = {"media_type": "movie", "tmdb_id": 424, "kind": "subtitle"}
WISHED: Final = {"member": 13, "moderator": 155, "owner": 27205}


def test_an_address_at_which_nothing_is_leads_home(visit: Visit) -> None:
    page = visit("stranger", "/nothing-is-here")
    expect(page.get_by_role("heading", name="There is nothing at this address.")).to_be_visible()
    page.get_by_role("link", name="Home").click()
    page.wait_for_url("**/login*")


def test_an_invite_that_was_cut_short_or_is_over_says_what_helps(visit: Visit) -> None:
    page = visit("stranger", "/invite")
    expect(page.get_by_role("heading", name="There is no invite in this address.")).to_be_visible()
    page.get_by_role("link", name="I have a name here").click()
    page.wait_for_url("**/login*")
    over = visit("stranger", "/invite#a-code-that-nobody-made")
    expect(over.get_by_role("heading", name="This invite opens nothing any more.")).to_be_visible()
    over.get_by_role("button", name="Look again").click()
    expect(over.get_by_text("Ask whoever sent it for a new one")).to_be_visible()


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_first_page_says_what_comes_next_and_leads_there(visit: Visit, who: str) -> None:
    page = visit(who, "/")
    greeting = page.get_by_role("heading", level=1)
    next_step = greeting.get_by_role("link")
    expect(next_step).to_be_visible()
    news = page.get_by_role("region", name="News of the house")
    expect(news.get_by_text("A new disk on Friday")).to_be_visible()
    news.get_by_role("button", name="Close: A new disk on Friday").click()
    expect(page.get_by_text("A new disk on Friday")).to_have_count(0)
    # The next step may become another one meanwhile: it leads to where it says that it does.
    where = next_step.evaluate("(link) => (link.click(), link.getAttribute('href'))")
    page.wait_for_url(f"**{where}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    expect(next_step).to_be_visible()
    expect(page.get_by_text("A new disk on Friday")).to_have_count(0)


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_is_new_is_shown_what_there_is_and_chooses_what_to_hear_of(
    visit: Visit, who: str
) -> None:
    page = visit(who, "/welcome")
    told = page.get_by_role("group", name="Mail me about these").get_by_role("checkbox")
    was_on = told.first.is_checked()
    with page.expect_response(is_kept):
        told.first.dispatch_event("click")
    page.reload()
    expect(told.first).to_be_checked(checked=not was_on)
    with page.expect_response(is_kept):
        told.first.dispatch_event("click")
    expect(told.first).to_be_checked(checked=was_on)
    page.get_by_role("link", name="More ways, quiet hours, all in one").click()
    page.wait_for_url("**/settings/notifications")
    choices = page.get_by_role("region", name="What reaches you, and how")
    expect(choices.get_by_role("link", name="Set up: Chat app")).to_be_visible()
    quiet = page.get_by_role("checkbox", name="Be quiet at night")
    was_quiet = quiet.is_checked()
    for is_quiet in (not was_quiet, was_quiet):
        with page.expect_response(is_kept):
            quiet.click()
        expect(quiet).to_be_checked(checked=is_quiet)


@pytest.mark.parametrize("who", EVERYBODY)
def test_titles_are_found_by_kind_by_row_and_by_name(visit: Visit, who: str) -> None:
    page = visit(who, "/discover")
    which = page.get_by_role("group", name="Which titles")
    which.get_by_role("button", name="Series").click()
    page.wait_for_url("**/discover?kind=tv")
    expect(page.get_by_role("region", name="Series", exact=True)).to_be_visible()
    expect(page.get_by_role("region", name="Films", exact=True)).to_have_count(0)
    page.get_by_role("region", name="Series", exact=True).get_by_role(
        "link", name="See all"
    ).click()
    page.wait_for_url("**/discover?row=popular-tv&kind=tv")
    expect(page.get_by_role("heading", level=1, name="Series")).to_be_visible()
    tiles = page.get_by_role("main").get_by_role("listitem")
    expect(tiles.first).to_be_visible()
    # The address says it first, and the pill after it.
    page.get_by_text("Not here yet", exact=True).click()
    page.wait_for_url("**new=yes**")
    expect(page.get_by_role("checkbox", name="Not here yet")).to_be_checked()
    expect(tiles.filter(has_text="In the library")).to_have_count(0)

    page.get_by_role("link", name="Discover").last.click()
    page.get_by_role("searchbox", name="A film or a series").fill("spirited")
    page.wait_for_url("**/search?query=spirited")
    page.get_by_role("link", name=re.compile("Spirited Away")).first.click()
    page.wait_for_url("**/title?type=movie&id=129")
    expect(page.get_by_role("heading", level=1, name="Spirited Away")).to_be_visible()


def test_titles_are_found_by_genre_and_the_address_says_which(visit: Visit) -> None:
    page = visit("member", "/discover")
    genres = page.get_by_role("group", name="Genre")
    genres.get_by_text("Comedy", exact=True).click()
    page.wait_for_url("**/discover?genre=*")
    for row in ("Films: Comedy", "Series: Comedy"):
        expect(page.get_by_role("region", name=row)).to_be_visible()
    expect(page.get_by_role("region", name="What others look at")).to_have_count(0)
    page.get_by_role("region", name="Series: Comedy").get_by_role("link", name="See all").click()
    page.wait_for_url("**/discover?row=popular-tv&genre=*")
    expect(page.get_by_role("heading", level=1, name="Series: Comedy")).to_be_visible()
    expect(page.get_by_role("link", name="The Office")).to_be_visible()
    expect(page.get_by_role("link", name="Breaking Bad")).to_have_count(0)

    page.go_back()
    page.reload()
    expect(genres.get_by_role("radio", name="Comedy")).to_be_checked()
    page.get_by_role("group", name="Which titles").get_by_role("button", name="Films").click()
    page.wait_for_url("**/discover?kind=movie&genre=*")
    comedies = page.get_by_role("region", name="Films: Comedy")
    expect(comedies.get_by_role("link", name="Modern Times")).to_be_visible()
    # A genre that series have not got is wanted no more.
    genres.get_by_role("button", name="More").click()
    genres.get_by_text("Thriller", exact=True).click()
    page.get_by_role("group", name="Which titles").get_by_role("button", name="Series").click()
    page.wait_for_url("**/discover?kind=tv")
    expect(genres.get_by_role("radio", name="All genres")).to_be_checked()


def test_titles_are_found_by_when_and_how_good_they_are_and_the_address_says_which(
    visit: Visit,
) -> None:
    page = visit("member", "/discover")
    page.get_by_role("combobox", name="Years").select_option("1990s")
    page.wait_for_url("**/discover?from=1990&to=1999")
    page.get_by_role("combobox", name="Rating").select_option("7 and up")
    page.get_by_role("combobox", name="Order").select_option("Best rated first")
    page.wait_for_url("**/discover?from=1990&to=1999&rating=7&sort=best-rated")
    # Rows that can't be asked for it are not there.
    expect(page.get_by_role("region", name="What others look at")).to_have_count(0)
    films = page.get_by_role("region", name="Films", exact=True)
    names = films.get_by_role("listitem").locator(".nm")
    expect(names.first).to_have_text("Fight Club")
    expect(films.get_by_text("Film · 1999 · 8.8")).to_be_visible()
    assert names.all_inner_texts()[1:3] == ["Princess Mononoke", "Life Is Beautiful"]
    series = page.get_by_role("region", name="Series", exact=True)
    expect(series.get_by_role("link")).to_have_text([re.compile("See all"), *BEST_OF_THE_NINETIES])

    films.get_by_role("link", name=re.compile("Fight Club")).click()
    page.wait_for_url("**/title?type=movie&id=550")
    page.go_back()
    page.wait_for_url("**/discover?from=1990&to=1999&rating=7&sort=best-rated")
    expect(names.first).to_have_text("Fight Club")
    page.reload()
    years = page.get_by_role("combobox", name="Years")
    expect(years.locator("option:checked")).to_have_text("1990s")
    page.get_by_role("combobox", name="Order").select_option("Newest first")
    page.wait_for_url("**sort=newest")
    expect(names.first).to_have_text("The Green Mile")
    page.get_by_role("combobox", name="Rating").select_option("Any rating")
    page.get_by_role("combobox", name="Years").select_option("Before 1950")
    page.get_by_role("combobox", name="Order").select_option("Popular first")
    page.wait_for_url("**/discover?to=1949")
    expect(series.get_by_text("does not pass your filter")).to_be_visible()

    page.get_by_role("searchbox", name="A film or a series").fill("matrix")
    page.get_by_role("heading", name="Two titles for “matrix”.").wait_for()
    page.get_by_role("combobox", name="Years").select_option("1990s")
    page.wait_for_url("**/search?query=matrix&from=1990&to=1999")
    expect(page.get_by_role("list", name="Search").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Rating")).to_have_count(0)


def test_a_title_says_who_plays_in_it_and_who_made_it(visit: Visit) -> None:
    page = visit("member", "/title?type=movie&id=603")
    cast = page.get_by_role("region", name="Who plays in it")
    players = cast.get_by_role("listitem")
    expect(players).to_have_count(CAST_MOST, timeout=LONG_MS)
    expect(players.first).to_have_text("Hana SatoThe night nurse")
    # Pictures come from the house; who has none has letters.
    expect(players.first.locator("img")).to_have_attribute("src", re.compile("^/api/v1/images/"))
    expect(players.filter(has_text="Elif Kaya").locator("img")).to_have_count(0)
    # Whoever has no mouse reaches the last of them, too.
    cast.focus()
    for _ in range(80):
        page.keyboard.press("ArrowRight")
    expect(players.last).to_be_in_viewport()
    facts = page.get_by_role("region", name="About the film")
    for fact in ("Director", "Studio", "30 March 1999", "English"):
        expect(facts.get_by_text(fact).first).to_be_visible()

    page.goto(page.url.replace("movie&id=603", "tv&id=70523"))
    facts = page.get_by_role("region", name="About the series")
    for fact in ("Creator", "Shown by", "1 December 2017", "German"):
        expect(facts.get_by_text(fact).first).to_be_visible()
    page.goto(page.url.replace("tv&id=70523", "movie&id=19"))
    expect(page.get_by_role("region", name="About the film")).to_be_visible()
    expect(page.get_by_role("heading", name="Who plays in it")).to_have_count(0)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_library_is_looked_through_searched_and_led_out_of(visit: Visit, who: str) -> None:
    page = visit(who, "/library")
    parts = page.get_by_role("group", name="Parts of the library")
    parts.get_by_role("button", name="Films", exact=True).click()
    page.wait_for_url("**/library?in=1")
    page.get_by_role("combobox", name="Order").select_option("title")
    page.wait_for_url("**sort=title")
    names = page.get_by_role("list", name="Parts of the library").locator(".nm")
    expect(names.first).to_be_visible()
    shown = names.all_inner_texts()
    assert shown == sorted(shown, key=str.casefold)

    page.get_by_role("searchbox", name="Search the library").fill(shown[0])
    expect(page.get_by_role("status").filter(has_text=f"“{shown[0]}”")).to_be_visible()
    page.get_by_role("link", name=shown[0]).first.click()
    page.wait_for_url("**/library/item?key=*")
    expect(page.get_by_role("heading", level=1, name=shown[0])).to_be_visible()
    watch = page.get_by_role("link", name="Watch on Plex")
    assert re.match("https://app.plex.tv/desktop/?#!/server/", watch.get_attribute("href") or "")
    assert watch.get_attribute("rel") == "noreferrer"

    page.get_by_role("link", name="Library").last.click()
    page.get_by_role("searchbox", name="Search the library").fill("no such thing")
    expect(page.get_by_role("heading", name="Nothing here is called that")).to_be_visible()
    page.get_by_role("link", name="Look for “no such thing” everywhere").click()
    expect(page.get_by_role("heading", name="Nothing is called “no such thing”.")).to_be_visible()


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_inbox_is_read_one_by_one_and_all_at_once(
    lived_in: Any, visit: Visit, who: str
) -> None:
    with lived_in.signed_in(lived_in.told["owner"]) as owner:
        for title in (f"First news for the {who}", f"Second news for the {who}"):
            news = {"title": title, "text": "It is said to everybody."}
            said = owner.client.post("/api/v1/status/announcements", json=news).json()
            owner.client.delete(f"/api/v1/status/announcements/{said['id']}").raise_for_status()
    page = visit(who, "/inbox")
    first = page.get_by_role("listitem").filter(has_text=f"First news for the {who}")
    expect(first.first).to_be_visible(timeout=LONG_MS)
    second = page.get_by_role("listitem").filter(has_text=f"Second news for the {who}")
    expect(second.first).to_be_visible(timeout=LONG_MS)
    first.first.get_by_role("button", name=re.compile("^Mark as read: ")).click()
    expect(first.first.get_by_text("Unread")).to_have_count(0)
    expect(second.first.get_by_text("Unread")).to_have_count(1)
    with page.expect_response("**/notifications/read-all"):
        page.get_by_role("button", name="Mark all as read").click()
    expect(page.get_by_role("heading", level=1, name="Nothing waits for you.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Mark all as read")).to_have_count(0)
    expect(page.get_by_role("heading", level=1, name="Nothing waits for you.")).to_be_visible()


@pytest.mark.parametrize("who", EVERYBODY)
def test_help_answers_and_leads_to_what_one_may_do(visit: Visit, who: str) -> None:
    page = visit(who, "/help")
    answer = page.get_by_text("No. It is kept here and sent as soon as Overseerr is back.")
    expect(answer).to_be_hidden()
    page.get_by_text("Is my wish lost?").click()
    expect(answer).to_be_visible()
    guides = page.get_by_role("list", name="What you can do")
    expect(guides.get_by_role("listitem").first).to_be_visible()
    seen = guides.get_by_role("heading").all_inner_texts()
    assert ("Decide on wishes" in seen) == (who != "member")
    assert ("Keep it running" in seen) == (who == "owner")
    last = guides.get_by_role("listitem").filter(has=page.get_by_role("link")).get_by_role("link")
    last.last.click()
    page.wait_for_url(lambda here: "/help" not in here)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Only those who keep this house see this page")).to_have_count(0)


@pytest.mark.parametrize("who", EVERYBODY)
def test_ones_sessions_are_ended_and_ones_data_is_fetched(
    lived_in: Any, visit: Visit, who: str
) -> None:
    someone = person(lived_in, who)
    with lived_in.signed_in(someone) as radio, lived_in.signed_in(someone) as attic:
        page = visit(who, "/me")
        mine = page.get_by_role("listitem").filter(has_text="This device")
        expect(mine).to_have_count(1)
        others = page.get_by_role("button", name=re.compile("^Sign out there: "))
        expect(others.nth(1)).to_be_visible()
        before = others.count()
        others.first.click()
        expect(page.get_by_text("Signed out there.").first).to_be_visible()
        expect(others).to_have_count(before - 1)
        page.get_by_role("button", name="Sign out everywhere else").click()
        expect(others).to_have_count(0)
        expect(mine).to_have_count(1)
        known = [one.client.get("/api/v1/me").status_code for one in (radio, attic)]
        assert known == [401, 401]
    with page.expect_download() as fetched:
        page.get_by_role("button", name="Fetch my data").click()
    told = json.loads(Path(fetched.value.path()).read_text())
    assert someone["username"] in json.dumps(told)
    assert someone["password"] not in json.dumps(told)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_wish_is_taken_back_undone_and_taken_back_for_good(
    lived_in: Any, visit: Visit, live: Callable[[Page, str], None], who: str
) -> None:
    body = {"media_type": "movie", "tmdb_id": WISHED[who]}
    with lived_in.signed_in(person(lived_in, who)) as someone:
        page = visit(who, "/help")
        live(page, f"{lived_in.url}/wishes")
        expect(page.get_by_role("button", name="Yours")).to_be_visible()
        made = someone.client.post("/api/v1/requests", json=body)
        assert made.is_success, made.text
        path = f"/api/v1/requests/{made.json()['id']}"
        before = someone.client.get(path).json()
        title = before["title"]
        going = page.get_by_role("region", name="On their way").get_by_role("listitem")
        over = page.get_by_role("region", name="Earlier").get_by_role("listitem")
        back = going.filter(has_text=title).get_by_role("button", name=f"Take it back: {title}")
        with page.expect_response("**/requests/*/cancel", timeout=LONG_MS):
            back.click(timeout=LONG_MS)
        expect(over.filter(has_text=title).first).to_contain_text("Taken back")
        assert someone.client.get(path).json()["status"] == "cancelled"

        toast = page.get_by_role("region", name="Messages")
        with page.expect_response("**/requests/*/undo"):
            toast.get_by_role("button", name="Undo").click()
        expect(back).to_be_visible()
        assert someone.client.get(path).json()["status"] == before["status"]

        with page.expect_response("**/requests/*/cancel"):
            back.click()
        expect(over.filter(has_text=title).first).to_contain_text("Taken back")
        assert someone.client.get(path).json()["status"] == "cancelled"


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_status_is_looked_at_over_another_time_and_in_figures(visit: Visit, who: str) -> None:
    page = visit(who, "/status")
    past = page.get_by_role("region", name="Last 90 days")
    past.get_by_role("button", name="24 h").click()
    past = page.get_by_role("region", name="Last 24 hours")
    expect(past.get_by_role("listitem").filter(has_text="Plex").first).to_be_visible()
    past.get_by_role("button", name="Show as a table").click()
    figures = page.get_by_role("region", name="In figures")
    expect(figures.get_by_role("row").filter(has_text="Plex").first).to_contain_text("%")
    figures.get_by_role("button", name="Show as bars").click()
    expect(past).to_be_visible()


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_download_is_asked_for_and_called_off(lived_in: Any, visit: Visit, who: str) -> None:
    page = visit(who, "/downloads")
    box = page.get_by_role("textbox", name="Address of a video")
    box.fill(f"{lived_in.videos}/watch/a-very-long-evening?rate=100000&for={who}")
    with page.expect_response("**/api/v1/downloads", timeout=LONG_MS) as asked:
        page.get_by_role("button", name="Download", exact=True).click(timeout=LONG_MS)
    expect(box).to_have_value("")
    mine = page.locator(f'li.job[data-id="{asked.value.json()["id"]}"]')
    mine.get_by_role("button", name=re.compile("^Cancel")).click()
    expect(page.get_by_text("Taken back.", exact=True)).to_be_visible()


def test_a_report_is_answered_solved_and_opened_again(lived_in: Any, visit: Visit) -> None:
    with lived_in.signed_in(lived_in.told["members"][0]) as anna:
        said = {**WITH_A_FAULT, "text": "The words come late."}
        made = anna.client.post("/api/v1/issues", json=said)
        assert made.is_success, made.text
    pages = {who: visit(who, "/issues") for who in EVERYBODY}
    for page in pages.values():
        page.get_by_role("link").filter(has_text="The words come late.").click()
        expect(page.get_by_text("The words come late.")).to_be_visible()
    minding = pages["moderator"]
    minding.get_by_role("textbox", name="Say something to it").fill("Another file is on its way.")
    minding.get_by_role("button", name="Send").click()
    for page in pages.values():
        expect(page.get_by_text("Another file is on its way.")).to_be_visible(timeout=LONG_MS)
    minding.get_by_role("button", name="It is solved", exact=True).click()
    expect(minding.get_by_text("The report is closed.")).to_be_visible()

    listed = pages["member"]
    listed.get_by_role("link", name="Problems").last.click()
    listed.get_by_role("button", name="Solved", exact=True).click()
    solved = listed.get_by_role("listitem").filter(has_text="The words come late.")
    expect(solved).to_contain_text("one answer")
    pages["owner"].get_by_role("button", name="It is not solved").click(timeout=LONG_MS)
    expect(pages["owner"].get_by_text("The report is open again.")).to_be_visible()
    listed.get_by_role("button", name="Open", exact=True).click()
    expect(solved).to_be_visible(timeout=LONG_MS)


def person(house: Any, who: str) -> dict[str, Any]:
    """Whom the browser of this kind is signed in as."""
    anna, _, carla = house.told["members"]
    return dict({"member": anna, "moderator": carla, "owner": house.told["owner"]}[who])


def is_kept(answer: Response) -> bool:
    """The answer to a choice, and not to a look at what was chosen."""
    return answer.request.method == "PUT" and answer.url.endswith("/notifications/preferences")
