/* What a page shows at once when it was opened by a link. */
(function () {
	"use strict";
	var made = document.createElement("pre"), here = document.querySelector(".here");
	made.id = "probe-arrived";
	made.textContent = [document.querySelector("[name=view]:checked").id, here ? here.closest(".pv").id : "nowhere",
		here ? here.getClientRects().length > 0 : "", document.querySelectorAll("#text .mute").length > 0,
		document.documentElement.dataset.smuggled || "safe", location.hash].join(" ");
	document.body.append("\n", made, "\n");
}());
