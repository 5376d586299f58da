//<![CDATA[
/* Comforts for the reader of a redline page; without them the page is whole. The controls are the
   state: what they say goes into the fragment of the address ("#G5.25-b;view=side;kind=deleted"),
   so that a link shows what its sender saw, also from a file. Nothing is stored. */
(function () {
	"use strict";

	var text = by("text"), target = "", arrived = false;
	var here = null, seen = null; /* the line gone to, and the one that the reader has before him */

	function by(id) {
		return document.getElementById(id);
	}

	function all(selector, scope) {
		return Array.from((scope || document).querySelectorAll(selector));
	}

	/* Has this view no room for it? Asked of the classes: to ask the browser makes it lay out all. */
	function hidden(element) {
		var now = view();
		return now === "final" && element.closest(".old") || now === "original" && element.closest(".new, .finding") ||
			element.hidden || element.matches(".finding") && !by("show-findings").checked;
	}

	/* The line that an element stands in. */
	function line_of(element) {
		return element.closest(".row, .cells td, tr, .finding") || element;
	}

	function later(wait, work) {
		var timer = 0;
		return function () {
			clearTimeout(timer);
			timer = setTimeout(work, wait);
		};
	}

	function say(words) {
		by("said").textContent = words;
		by("said").classList.add("on");
		quiet();
	}
	var quiet = later(5000, function () {
		by("said").classList.remove("on");
	});

	/* ---- places */

	function unfold(element) {
		for (var at = element; at; at = at.parentElement)
			if (at.tagName === "DETAILS")
				at.open = true;
			else if (at.matches(".unit") && view() === "side")
				pair_all(at);
	}

	function stand_at(element) {
		if (here)
			here.classList.remove("here");
		here = element;
		here.classList.add("here");
	}

	/* The first line under the bar. */
	function at_top() {
		var bar = document.querySelector(".bar").getBoundingClientRect().bottom, found = null;
		var left = text.getBoundingClientRect().left + 120;
		[12, 40, 80, 160, 320].some(function (down) {
			var element = document.elementFromPoint(left, bar + down);
			found = element && element.closest("#text .row, #text .cells td");
			return found;
		});
		return found;
	}

	function go_to(element) {
		unfold(element);
		stand_at(element);
		seen = element;
		(element.closest(".pair") || element).scrollIntoView({ block: "start" });
	}

	/* A link shows what it leads to, if need be in another view. */
	function reveal(id) {
		var element = by(id), line = element && line_of(element);
		if (!element || id === "text" || id === "top")
			return element && element.scrollIntoView();
		if (element.matches(".pv"))
			line = element.querySelector(".row:not(.was), .cells:not(.was) td") || element;
		unfold(line);
		if (hidden(line))
			choose("inline");
		go_to(line);
	}

	/* Next and previous in a list that is in the order of the page: from the last stop, or from what
	   is in view when the reader has moved on since. */
	function walker(list) {
		var at = null, scroll = -1;
		function first_below(items, edge) {
			var low = 0, high = items.length;
			while (low < high) {
				var middle = (low + high) >> 1;
				if (line_of(items[middle]).getBoundingClientRect().top < edge)
					low = middle + 1;
				else
					high = middle;
			}
			return low;
		}
		return function (forward) {
			var items = list();
			if (/final|original/.test(view()))
				items = items.filter(function (item) { return !hidden(line_of(item)); });
			var bar = document.querySelector(".bar").getBoundingClientRect().bottom, next;
			if (Math.abs(window.scrollY - scroll) < 2 && items.includes(at))
				next = items.indexOf(at) + (forward ? 1 : -1);
			else
				next = forward ? first_below(items, bar + 40) : first_below(items, bar - 8) - 1;
			if (!items[next])
				return null;
			at = items[next];
			go_to(line_of(at));
			scroll = window.scrollY;
			return at;
		};
	}

	/* ---- views; the two columns are made when they are asked for */

	function view() {
		return document.querySelector("[name=view]:checked").id.slice(5);
	}

	function choose(name) {
		var input = by("view-" + name);
		if (input && !input.checked) {
			input.checked = true;
			viewed();
		}
	}

	function pair(element) {
		var made = document.createElement("div"), was = element.cloneNode(true);
		was.classList.add("was");
		was.classList.remove("here");
		if (/^H/.test(was.tagName))
			was.setAttribute("role", "presentation");
		all(".marks, .cite", was).forEach(function (mark) { mark.remove(); });
		made.className = element.classList.contains("ch") || element.querySelector(".ch") ? "pair ch" : "pair";
		element.replaceWith(made);
		made.append(was, element);
	}

	function pair_all(scope) {
		all(".row, .cells", scope).forEach(function (element) {
			if (!element.parentElement.matches(".pair"))
				pair(element);
		});
	}

	/* Provisions are set in columns when they come near, all of them for paper. */
	var near = new IntersectionObserver(function (seen_now) {
		seen_now.forEach(function (one) {
			if (one.isIntersecting) {
				pair_all(one.target);
				near.unobserve(one.target);
			}
		});
	}, { rootMargin: "2000px" });

	function columns() {
		near.disconnect();
		all(".pair").forEach(function (made) { made.replaceWith(made.lastElementChild); });
		if (view() !== "side")
			return;
		all(".unit", text).forEach(function (unit) { near.observe(unit); });
		all(".row, .cells", text).forEach(function (element) {
			if (!element.closest(".unit"))
				pair(element);
		});
	}

	function viewed() {
		columns();
		lines = null;
		if (by("find").value)
			search();
		remember();
		if (seen && !hidden(seen))
			seen.scrollIntoView({ block: "start" });
	}

	/* ---- changes, and the filter. What is filtered out stays marked, but quietly: no page may show
	   changed law as if it were not. */

	var kinds = {}, stops = all(".marks", text), live = stops, muted = false;

	function numbers(line) {
		var own = (line.dataset.c || "").split(" ");
		return line.matches("td") ? own.concat(all("[data-c]", line).map(function (mark) { return mark.dataset.c; })) : own;
	}

	function checked(group) {
		var boxes = all("[name=" + group + "]");
		var on = boxes.filter(function (box) { return box.checked; });
		return on.length === boxes.length ? null : on.map(function (box) { return box.value; });
	}

	function filter() {
		var wanted = checked("kind"), only = by("operation").value, found = checked("finding");
		function passes(number) {
			return (!wanted || wanted.includes(kinds[number])) && (!only || only === number);
		}
		var active = Boolean(wanted || only);
		live = active ? stops.filter(function (stop) { return numbers(line_of(stop)).some(passes); }) : stops;
		if (active || muted) {
			all(".row[data-c], td[data-c]", text).forEach(function (line) {
				line.classList.toggle("mute", !numbers(line).some(passes));
				all("ins, del", line).forEach(function (mark) {
					mark.classList.toggle("mute", !passes(mark.dataset.c || numbers(line)[0]));
				});
			});
			all("tr[data-kind]").forEach(function (entry) {
				entry.hidden = !passes(entry.id.slice(6));
			});
		}
		muted = active;
		var level = /\b(error|warning|note)\b/;
		all(".finding, .findings-list tr[class]").forEach(function (finding) {
			finding.hidden = Boolean(found) && (!found.includes(level.exec(finding.className)[1]) ||
				(finding.classList.contains("existing") && !found.includes("existing")));
		});
		by("filtered").textContent = active ? " Filtered: " + live.length + " of " + stops.length +
			" changed places; the others are marked in grey." : "";
		by("filter").classList.toggle("on", Boolean(active || found));
		by("stop").textContent = live.length;
	}

	var step_change = walker(function () { return live; });
	var step_finding = walker(function () {
		return all(".finding", text).filter(function (finding) { return !hidden(finding); });
	});

	function change(forward) {
		var stop = step_change(forward);
		if (!stop)
			return say(forward ? "No change after this place." : "No change before this place.");
		var place = live.indexOf(stop) + 1, link = stop.querySelector(".change");
		by("stop").textContent = place + " / " + live.length;
		if (!/final|original/.test(view()))
			link.focus({ preventScroll: true });
		target = link.id || target;
		save();
	}

	/* ---- search: words across marks, as amended and as it was; quotation marks, dashes and spaces of
	   any kind are the same */

	var lines = null, sought = "", hits = [], hit = -1;
	var drawn = window.CSS && CSS.highlights && window.Highlight;

	function pieces_of(line) {
		var walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), pieces = [];
		while (walk.nextNode()) {
			var piece = { node: walk.currentNode, del: false, ins: false }, skip = false;
			for (var at = piece.node.parentElement; at !== line; at = at.parentElement) {
				piece.del = piece.del || at.tagName === "DEL";
				piece.ins = piece.ins || at.tagName === "INS";
				skip = skip || at.matches(".marks, .cite, .absence");
			}
			if (!skip)
				pieces.push(piece);
		}
		return pieces;
	}

	function lines_now() {
		var skips = { final: ["del"], original: ["ins"] }[view()] || ["del", "ins"];
		lines = lines || all(".row, .cells td", text).filter(function (line) {
			return !line.closest(".was");
		}).map(function (line) {
			var pieces = pieces_of(line);
			var marked = pieces.some(function (piece) { return piece.del || piece.ins; });
			return { line: line, pieces: pieces, skips: marked ? skips : skips.slice(0, 1) };
		});
		return lines;
	}

	function pattern(words) {
		var plain = words.trim().replace(/[.*+?^${}()|[\]\\\/]/g, "\\$&");
		return new RegExp(plain.replace(/\s+/g, "\\s+").replace(/['‘’]/g, "['‘’]")
			.replace(/["“”]/g, "[\"“”]").replace(/[-‐‑–—]/g, "[-‐‑–—]"), "giu");
	}

	/* In one reading of a line; `twice`: only what the other reading does not have. */
	function search_line(entry, skip, twice, wanted) {
		var pieces = entry.pieces.filter(function (piece) { return !piece[skip]; }), whole = "";
		var ends = pieces.map(function (piece) { return (whole += piece.node.data).length; });
		function at(offset) {
			var i = ends.findIndex(function (end) { return end >= offset; });
			return { i: i, piece: entry.pieces.indexOf(pieces[i]), offset: offset - (i ? ends[i - 1] : 0) };
		}
		for (var found of whole.matchAll(wanted)) {
			var from = at(found.index + 1), to = at(found.index + found[0].length);
			var gone = pieces.slice(from.i, to.i + 1).some(function (piece) { return piece.del; });
			if (!twice || gone)
				hits.push({ entry: entry, from: from, to: to, gone: gone });
		}
	}

	/* What is deleted is seen in the left column, if there is one. */
	function range(found) {
		var made = document.createRange(), pieces = found.entry.pieces, was = found.entry.line.previousElementSibling;
		if (found.gone && was && was.matches(".was"))
			pieces = pieces_of(was);
		made.setStart(pieces[found.from.piece].node, found.from.offset - 1);
		made.setEnd(pieces[found.to.piece].node, found.to.offset);
		return made;
	}

	function draw() {
		if (!drawn)
			return;
		CSS.highlights.set("hits", new Highlight(...hits.slice(0, 2000).map(range)));
		CSS.highlights.set("hit", new Highlight(...(hits[hit] ? [range(hits[hit])] : [])));
	}

	function search() {
		var words = by("find").value.trim();
		sought = by("find").value;
		hits = [];
		hit = -1;
		if (words)
			lines_now().forEach(function (entry) {
				entry.skips.forEach(function (skip, i) {
					search_line(entry, skip, i > 0, pattern(words));
				});
			});
		by("hits").textContent = words ? hits.length || "none" : "";
		draw();
	}

	function step_hit(forward) {
		if (!hits.length)
			return;
		hit = (hit + (forward ? 1 : hit < 0 ? 0 : -1) + hits.length) % hits.length;
		go_to(hits[hit].entry.line);
		by("hits").textContent = (hit + 1) + " / " + hits.length;
		draw();
	}

	/* ---- what goes into the address, and comes from it */

	function fragment(id) {
		var state = [["view", view() === "inline" ? "" : view()], ["kind", (checked("kind") || []).join(".")],
			["op", by("operation").value], ["finding", (checked("finding") || []).join(".")],
			["find", encodeURIComponent(by("find").value.trim())]];
		if (checked("kind") && !checked("kind").length)
			state[1][1] = "none";
		if (by("show-findings") && !by("show-findings").checked)
			state[3][1] = "none";
		return "#" + id + state.filter(function (pair) { return pair[1]; }).map(function (pair) {
			return ";" + pair.join("=");
		}).join("");
	}

	function remember() {
		var now = fragment(target);
		if (location.hash !== now && (location.hash || now !== "#"))
			history.replaceState(null, "", now);
	}
	var save = later(250, remember);

	function set_boxes(group, values) {
		all("[name=" + group + "]").forEach(function (box) {
			box.checked = values.split(".").includes(box.value);
		});
	}

	function arrive() {
		var parts = location.hash.slice(1).split(";"), state = {};
		try {
			parts = parts.map(decodeURIComponent);
		} catch (error) {
			parts = [""];
		}
		if (parts[0].includes("="))
			parts.unshift(""); /* a state, and no place to go to */
		parts.slice(1).forEach(function (part) {
			state[part.split("=")[0]] = part.slice(part.indexOf("=") + 1);
		});
		target = parts[0];
		if (state.kind)
			set_boxes("kind", state.kind);
		if (state.finding === "none" && by("show-findings"))
			by("show-findings").checked = false;
		else if (state.finding)
			set_boxes("finding", state.finding);
		if (state.op)
			by("operation").value = state.op;
		if (state.find)
			by("find").value = state.find;
		if (state.view && by("view-" + state.view))
			by("view-" + state.view).checked = true;
		if (parts.length > 1 || !arrived) {
			viewed();
			filter();
		}
		arrived = true;
		if (target)
			reveal(target);
		remember();
	}

	/* ---- citations and links */

	function own_number(provision) {
		var number = provision.querySelector(".num");
		if (!number || number.closest(".pv") !== provision)
			return "";
		return pieces_of(number).filter(function (piece) {
			return provision.matches(".old") || !piece.del;
		}).map(function (piece) { return piece.node.data; }).join("").trim();
	}

	function citation(provision) {
		if (!provision)
			return "";
		return provision.dataset.cite ||
			citation(provision.parentElement.closest(".pv")) + own_number(provision);
	}

	/* "G5.25(b), SEC Section G (SEC 5.12 + SECMP0044)" */
	function cite(place) {
		var link = place.matches("tr") && place.querySelector(".w a");
		var element = link ? by(link.hash.slice(1)) : place;
		var provision = element && element.closest(".pv"), title = document.querySelector("h1").textContent;
		var name = provision ? provision.closest(".doc").querySelector(".docname").textContent : "";
		return [citation(provision), name].filter(Boolean).join(", ") +
			(title === name ? "" : " (" + title + ")") +
			(provision && provision.closest(".old") ? ", deleted" : "");
	}

	function link(place) {
		var mark = place.querySelector(".change[id]"), provision = place.closest(".pv[id]");
		var id = place.matches("tr[id]") ? place.id.replace("entry", "change")
			: mark ? mark.id : provision ? provision.id : "top";
		return location.href.split("#")[0] + fragment(id);
	}

	function copy(words) {
		function done() {
			say("Copied: " + words);
		}
		function by_hand() {
			var field = document.createElement("textarea");
			field.value = words;
			document.body.append(field);
			field.select();
			var copied = document.execCommand("copy");
			field.remove();
			return copied ? done() : say("To copy: " + words);
		}
		if (!navigator.clipboard)
			return by_hand();
		navigator.clipboard.writeText(words).then(done, by_hand);
	}

	/* Where the reader is: the last stop, if it is in view, else the first line that is. */
	function place_now() {
		if (here && here.getBoundingClientRect().bottom > 0 &&
		    here.getBoundingClientRect().top < window.innerHeight)
			return here;
		return at_top() || text;
	}

	function button(label, work) {
		var made = document.createElement("button");
		made.type = "button";
		made.textContent = label;
		made.addEventListener("click", work);
		return made;
	}

	/* One pair of buttons, which goes to the line under the pointer. */
	var tools = document.createElement("span");
	tools.className = "cite";
	tools.append(button("Cite", function () { copy(cite(line_of(tools))); }),
		button("Link", function () { copy(link(line_of(tools))); }));
	document.addEventListener("mouseover", function (event) {
		var line = event.target.closest("#text .row:not(.was), #text .cells td, tr[data-kind]");
		if (line && tools.parentElement !== line)
			(line.matches("tr") ? line.cells[2] : line).append(tools);
	});
	text.addEventListener("click", function (event) {
		if (event.target.closest(".num"))
			copy(cite(line_of(event.target)));
	});
	all(".finding[data-fix]", text).forEach(function (finding) {
		finding.append(button("Copy fix", function () { copy(finding.dataset.fix); }));
	});

	/* ---- controls and keys */

	function show_filter() {
		by("filters").hidden = !by("filters").hidden;
		by("filter").setAttribute("aria-expanded", String(!by("filters").hidden));
		if (!by("filters").hidden)
			by("filters").querySelector("input, select").focus();
	}

	function show_all() {
		var open = by("fold").getAttribute("aria-pressed") !== "true";
		by("fold").setAttribute("aria-pressed", String(open));
		all("details.gap").forEach(function (gap) { gap.open = open; });
	}

	function end_search() {
		by("find").value = "";
		search();
		by("find").blur();
		remember();
	}

	function show_keys() {
		if (!by("help").open)
			by("help").showModal();
	}

	var keys = {
		n: function () { change(true); }, p: function () { change(false); },
		e: function () { step_finding(true); }, E: function () { step_finding(false); },
		"/": function () { by("find").focus(); by("find").select(); },
		f: show_filter, "?": show_keys,
		c: function () { copy(cite(place_now())); }, l: function () { copy(link(place_now())); },
		Escape: function () {
			if (!by("filters").hidden)
				show_filter();
			else
				end_search();
		}
	};
	["inline", "side", "final", "original"].forEach(function (name, i) {
		keys[i + 1] = function () { choose(name); };
		by("view-" + name).addEventListener("change", viewed);
	});

	document.addEventListener("keydown", function (event) {
		var typing = event.target.closest && event.target.closest("input[type=search], select, textarea");
		if (event.ctrlKey || event.altKey || event.metaKey || by("help").open)
			return;
		if (event.key !== "Escape" && (typing || !by("keys-on").checked))
			return;
		if (Object.prototype.hasOwnProperty.call(keys, event.key)) {
			event.preventDefault();
			keys[event.key]();
		}
	});
	by("find").addEventListener("input", later(150, function () { search(); remember(); }));
	by("find").addEventListener("keydown", function (event) {
		if (event.key !== "Enter")
			return;
		event.preventDefault();
		if (by("find").value !== sought)
			search();
		step_hit(!event.shiftKey);
	});
	by("next").addEventListener("click", keys.n);
	by("previous").addEventListener("click", keys.p);
	by("filter").addEventListener("click", show_filter);
	if (by("fold")) { /* something is folded */
		keys.u = show_all;
		by("fold").addEventListener("click", show_all);
	}
	by("paper").addEventListener("click", function () { window.print(); });
	by("keys").addEventListener("click", show_keys);
	by("done").addEventListener("click", function () { by("help").close(); });
	by("filters").addEventListener("change", function () { filter(); remember(); });
	if (by("show-findings"))
		by("show-findings").addEventListener("change", remember);

	all("tr[data-kind]").forEach(function (entry) {
		var option = document.createElement("option"), said = entry.querySelector(".instruction, .kind");
		option.value = entry.id.slice(6);
		option.textContent = entry.cells[0].textContent + "  " + entry.cells[1].textContent + "  " +
			said.textContent.slice(0, 60);
		kinds[option.value] = entry.dataset.kind;
		by("operation").append(option);
	});
	document.documentElement.classList.add("js");
	window.addEventListener("hashchange", arrive);
	window.addEventListener("scroll", later(100, function () { seen = at_top() || seen; }));
	window.addEventListener("beforeprint", function () {
		if (view() === "side")
			pair_all(text);
	});
	arrive();
}());
//]]>
