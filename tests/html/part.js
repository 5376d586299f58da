/* Uses a page that leaves out what is not near a change: all else works as on a whole one. */
(function () {
	"use strict";

	var wrong = [], made = document.createElement("pre");

	function by(id) {
		return document.getElementById(id);
	}

	function expect(name, wanted, got) {
		if (String(wanted) !== String(got))
			wrong.push(name + ": wanted " + wanted + ", got " + got);
	}

	function press(key) {
		document.body.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true }));
	}

	function lines(selector) {
		return Array.from(document.querySelectorAll(selector)).filter(function (line) {
			return line.getClientRects().length > 0;
		});
	}

	press("u");
	press("n");
	expect("n", "1 / 4", by("stop").textContent);
	["2", "3", "4", "1"].forEach(function (key) {
		press(key);
		expect("lines that are left out, in view " + key, 3, lines("#text p.gap").length);
	});
	press("2");
	window.dispatchEvent(new Event("beforeprint"));
	expect("lines not in two columns", 0, lines("#text .row").filter(function (line) {
		return !line.parentElement.matches(".pair");
	}).length);
	expect("help on u", false, Array.from(document.querySelectorAll("kbd")).some(function (key) {
		return key.textContent === "u";
	}));
	made.id = "probe-part";
	made.textContent = wrong.join("\n");
	document.body.append("\n", made, "\n");
}());
