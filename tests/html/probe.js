/* Looks at a redline page as a reader sees it, view by view, and writes down what is visible. */
(function () {
	"use strict";

	function visible(selector) {
		return Array.from(document.querySelectorAll(selector)).filter(function (element) {
			return element.getClientRects().length > 0;
		});
	}

	function words() {
		var walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
		var text = "";
		while (walker.nextNode()) {
			var parent = walker.currentNode.parentElement;
			if (parent.closest(".row, .cells") && !parent.closest(".vh, .marks, .absence") &&
			    parent.getClientRects().length > 0)
				text += walker.currentNode.data;
		}
		return text;
	}

	function report(name, text) {
		var made = document.createElement("pre");
		made.id = name;
		made.textContent = text;
		results.push(made);
	}

	function choose(view) {
		document.getElementById(view).click();
	}

	var results = [];
	document.querySelectorAll("details").forEach(function (details) {
		details.open = true;
	});
	report("marks", ["ins", "del"].filter(function (tag) {
		return visible("#text " + tag).length > 0;
	}).join());
	choose("view-clean");
	report("clean", words());
	choose("view-original");
	report("original", words());
	choose("view-marked");
	if (document.getElementById("show-findings"))
		choose("show-findings");
	report("findings", visible(".finding").length ? "still visible" : "");
	report("requests", performance.getEntriesByType("resource").map(function (entry) {
		return entry.name;
	}).join("\n"));
	results.forEach(function (made) {
		document.body.append("\n", made, "\n");
	});
}());
