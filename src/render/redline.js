/* Comforts for the reader of a redline page; without them the page is whole: buttons and the keys n
   and p for the next and the previous change, and a link opens what it leads into. No ampersand and no
   left angle bracket in this file: the page is read by XML tools as well. */
(function () {
	"use strict";

	function place(mark) {
		return mark.closest(".row") || mark;
	}

	function shown(mark) {
		return place(mark).getClientRects().length > 0;
	}

	function jump(forward) {
		var marks = Array.from(document.querySelectorAll(".change[id]")).filter(shown);
		var edge = document.querySelector(".bar").getBoundingClientRect().bottom;
		if (!forward)
			marks.reverse();
		var next = marks.find(function (mark) {
			var distance = place(mark).getBoundingClientRect().top - edge;
			return forward ? distance > 40 : -8 > distance;
		});
		if (!next)
			return;
		place(next).scrollIntoView({ block: "start" });
		if (next.getClientRects().length)
			next.focus({ preventScroll: true });
	}

	function button(text, forward) {
		var made = document.createElement("button");
		made.type = "button";
		made.textContent = text;
		made.addEventListener("click", function () {
			jump(forward);
		});
		return made;
	}

	function reveal() {
		var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
		for (var at = target; at; at = at.parentElement)
			if (at.tagName === "DETAILS")
				at.open = true;
		if (target)
			target.scrollIntoView();
	}

	var group = document.createElement("div");
	group.className = "jump";
	group.append(button("Previous change", false), button("Next change", true));
	document.querySelector(".bar").append(group);

	document.addEventListener("keydown", function (event) {
		if (event.ctrlKey || event.altKey || event.metaKey)
			return;
		if (event.key === "n" || event.key === "p")
			jump(event.key === "n");
	});
	window.addEventListener("hashchange", reveal);
	if (location.hash)
		reveal();
}());
