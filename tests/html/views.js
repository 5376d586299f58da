/* Writes down the words of the code that a redline page shows in each view. */
(function () {
	"use strict";

	var results = [];

	/* The words of the code that can be seen, in one column of two if need be. */
	function words(skip) {
		var walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT), text = "";
		while (walker.nextNode()) {
			var parent = walker.currentNode.parentElement;
			if (parent.closest(".row, .cells") && !parent.closest(".marks, .cite, .absence") &&
			    !(skip && parent.closest(skip)) && parent.getClientRects().length > 0 &&
			    getComputedStyle(parent).visibility === "visible")
				text += walker.currentNode.data;
		}
		return text;
	}

	function report(name, text) {
		var made = document.createElement("pre");
		made.id = "probe-" + name;
		made.textContent = text;
		results.push(made);
	}

	function choose(view) {
		document.getElementById("view-" + view).click();
	}

	document.querySelectorAll("details").forEach(function (details) {
		details.open = true;
	});
	choose("final");
	report("final", words());
	choose("original");
	report("original", words());
	choose("side");
	window.dispatchEvent(new Event("beforeprint"));
	report("left", words(".pair > :not(.was)"));
	report("right", words(".was"));
	choose("inline");
	results.forEach(function (made) {
		document.body.append("\n", made, "\n");
	});
}());
