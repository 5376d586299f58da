/* Uses a redline page as a reader does, and writes down what is not as it should be: one pre for each
   thing tried, empty when all is well. */
(function () {
	"use strict";

	var results = [], copied = "";

	function by(id) {
		return document.getElementById(id);
	}

	function all(selector) {
		return Array.from(document.querySelectorAll(selector));
	}

	function visible(selector) {
		return all(selector).filter(function (element) {
			return element.getClientRects().length > 0;
		});
	}

	function report(name, text) {
		var made = document.createElement("pre");
		made.id = "probe-" + name;
		made.textContent = text;
		results.push(made);
	}

	/* Rows of what was looked at, what it should be, what it is. */
	function expect(name, rows) {
		report(name, rows.filter(function (row) {
			return String(row[1]) !== String(row[2]);
		}).map(function (row) {
			return row[0] + ": wanted " + row[1] + ", got " + row[2];
		}).join("\n"));
	}

	function press(key, element) {
		(element || document.body).dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true }));
	}

	function view() {
		return document.querySelector("[name=view]:checked").id.slice(5);
	}

	/* As if the address had been typed: the event of the browser's own comes later, and finds all done. */
	function visit(fragment) {
		location.hash = fragment;
		window.dispatchEvent(new HashChangeEvent("hashchange"));
	}

	function here() {
		var line = document.querySelector(".here");
		return line ? line.closest(".pv").id : "";
	}

	function change_here() {
		var mark = document.querySelector(".here .change");
		return mark ? mark.textContent.replace(/\D/g, "") : "";
	}

	function hits(text) {
		by("find").value = text;
		press("Enter", by("find"));
		return by("hits").textContent;
	}

	function muted() {
		return visible("#text ins.mute, #text del.mute").length;
	}

	function tick(name, value) {
		var box = document.querySelector("[name=" + name + "][value=" + value + "]");
		box.click();
	}

	Object.defineProperty(navigator, "clipboard", { value: { writeText: function (text) {
		copied = text;
		return { then: function (done) { done(); } };
	} } });

	/* ---- views */

	expect("opened", [["view", "inline", view()], ["marks", "ins,del", ["ins", "del"].filter(function (tag) {
		return visible("#text " + tag).length > 0;
	}).join()]]);
	all("details.gap").forEach(function (gap) { gap.open = false; });
	press("u");
	expect("unfold", [["closed folds", 0, all("details.gap:not([open])").length]]);
	press("2");
	window.dispatchEvent(new Event("beforeprint"));
	expect("columns", [["lines not in two columns", 0, visible("#text .row, #text .cells").filter(function (line) {
		return !line.parentElement.matches(".pair");
	}).length], ["repeated ids", 0, all("[id]").length - new Set(all("[id]").map(function (e) { return e.id; })).size]]);
	press("1");
	expect("columns-end", [["pairs left", 0, all(".pair").length], ["words", true, visible("#text .row").length > 0]]);
	by("show-findings").click();
	expect("findings", [["visible", 0, visible(".finding").length]]);
	by("show-findings").click();

	/* ---- keys */

	window.scrollTo(0, 0);
	var steps = ["n", "n", "p", "n", "n", "n"].map(function (key) {
		press(key);
		return change_here() + " of " + by("stop").textContent;
	});
	press("3");
	var final = view();
	press("n", by("find"));
	by("keys-on").checked = false;
	press("1");
	var off = view();
	by("keys-on").checked = true;
	press("1");
	press("?");
	var help = by("help").open;
	by("done").click();
	press("/");
	var focus = document.activeElement.id;
	by("find").blur();
	press("f");
	var filters = !by("filters").hidden;
	press("Escape");
	press("e");
	expect("keys", [["n and p", "1 of 1 / 4,2 of 2 / 4,1 of 1 / 4,2 of 2 / 4,2 of 3 / 4,3 of 4 / 4", steps.join()],
		["3", "final", final], ["1 with keys off", "final", off], ["1", "inline", view()], ["?", true, help],
		["closed", false, by("help").open], ["/", "find", focus], ["f", true, filters], ["Escape", true, by("filters").hidden],
		["e", true, document.querySelector(".here").matches(".finding")]]);

	/* ---- search */

	expect("search", [["one word", "1 / 5", hits("user")], ["again", "2 / 5", (press("Enter", by("find")), by("hits").textContent)],
		["as amended", "1 / 1", hits("applies to  ANY User")], ["as it was", "1 / 1", hits("applies to a User")],
		["mixed", "none", hits("applies to a any")], ["marks of another kind", "1 / 1", hits("keep a “register”")],
		["markup", "1 / 1", hits("<script>alert(\"1\")<\/script> &")], ["not a pattern", "none", hits("U.er")],
		["in the final view", "none", (press("3"), hits("applies to a User"))],
		["in the original view", "1 / 1", (press("4"), hits("applies to a User"))],
		["side by side", "1 / 1", (press("2"), hits("applies to a User"))],
		["in the address", true, location.hash.includes(";find=applies%20to%20a%20User")]]);
	press("Escape", by("find"));
	press("1");
	expect("search-end", [["value", "", by("find").value], ["address", false, location.hash.includes("find=")]]);

	/* ---- filter */

	var before = muted();
	tick("kind", "inserted");
	var address = location.hash, entries = visible("tr[data-kind]").length, some = muted();
	var marks = visible("#text ins, #text del").length;
	window.scrollTo(0, 0);
	press("n");
	var first = change_here();
	tick("kind", "inserted");
	by("operation").value = "3";
	by("operation").dispatchEvent(new Event("change", { bubbles: true }));
	window.scrollTo(0, 0);
	press("n");
	expect("filter", [["before", 0, before], ["some", true, some > 0 && some < marks], ["list", 2, entries],
		["address", true, address.includes(";kind=deleted.amended")], ["first of the others", 2, first],
		["operation", "3", change_here()], ["its address", true, location.hash.includes(";op=3")],
		["list of one", 1, visible("tr[data-kind]").length], ["it says so", true, visible("#filtered")[0].textContent.includes("1 of 4")]]);
	by("operation").value = "";
	by("operation").dispatchEvent(new Event("change", { bubbles: true }));
	tick("finding", "error");
	expect("filter-end", [["muted", 0, muted()], ["list", 3, visible("tr[data-kind]").length],
		["errors", 0, visible("#text .finding.error").length]]);
	tick("finding", "error");

	/* ---- links and citations */

	visit("#view=side");
	var alone = view();
	visit("#Z1.3-b-ii;view=side;find=in use");
	var side = [view(), here(), by("find").value];
	visit("#Z1.2A-b");
	var next = [view(), here(), location.hash.split(";")[1]];
	visit("#change-1;view=final;find=");
	by("find").value = "";
	press("Escape", by("find"));
	var final_view = [view(), here()];
	press("c");
	var cited = copied;
	press("l");
	var linked = copied;
	document.querySelector("#Z1\\.3-b-ii .num").click();
	expect("links", [["a view alone", "side", alone], ["with a view", "side,Z1.3-b-ii,in use", side], ["keeps the view", "side,Z1.2A-b,view=side", next],
		["to a change", "final,Z1.2A", final_view.join().replace(/,sec_.*/, ",Z1.2A")],
		["copied", location.href.split("#")[0] + "#change-1;view=final", linked],
		["cited", true, cited.includes("SEC Section Z (SEC 9.1 + SECMP0901)")],
		["cited by its number", "Z1.3(b)(ii), SEC Section Z (SEC 9.1 + SECMP0901)", copied],
		["said", true, by("said").textContent.includes(copied)]]);
	all("[data-kind] a, .finding a").forEach(function (link) {
		link.click();
	});
	expect("tools", [["buttons come", "Cite,Link", (document.querySelector(".row .num").dispatchEvent(
		new MouseEvent("mouseover", { bubbles: true })), all(".cite button").map(function (b) { return b.textContent; }).join())]]);

	report("requests", performance.getEntriesByType("resource").map(function (entry) {
		return entry.name;
	}).join("\n"));
	results.forEach(function (made) {
		document.body.append("\n", made, "\n");
	});
}());
