/* The laws of a redline: each side taken out of the marks is the document it came from. */
#include "redline/redline.h"

/* Follows one side through the redline. */
struct proof {
	const struct redline *redline;
	const struct doc *doc;
	enum mark other;	   /* what this side does not have */
	uint32_t block, provision; /* the next that must come */
};

/* Most runs are cut from the very text that they are held against. */
static bool same_text(struct span a, struct span b)
{
	return (a.at == b.at && a.length == b.length) || span_equal(a, b);
}

/* Of a block that was compared, with all around it, when the versions were read or paired. */
static bool same_length(const struct redline *r, const struct item *item)
{
	return r->old_doc->blocks[item->old_index].text.length ==
	       r->new_doc->blocks[item->new_index].text.length;
}

static bool text_holds(const struct proof *proof, const struct item *item, struct span text)
{
	size_t at = 0, count;
	struct run whole;
	if (item->same)
		return same_length(proof->redline, item);
	const struct run *run = redline_runs(proof->redline, item, &whole, &count);
	for (const struct run *after = run + count; run < after; run++) {
		if (run->mark == proof->other)
			continue;
		if (at + run->text.length > text.length ||
		    !same_text(span_sub(text, at, at + run->text.length), run->text))
			return false;
		at += run->text.length;
	}
	return at == text.length;
}

static bool item_holds(struct proof *proof, const struct item *item)
{
	if (item->mark == proof->other || item->kind == ITEM_CLOSE)
		return true;
	uint32_t index = proof->other == MARK_INSERTED ? item->old_index : item->new_index;
	if (item->kind == ITEM_OPEN)
		return index == proof->provision++;
	return index == proof->block++ && text_holds(proof, item, proof->doc->blocks[index].text);
}

static bool side_holds(const struct redline *redline, enum mark other, uint32_t *item)
{
	struct proof proof = {.redline = redline, .other = other};
	proof.doc = other == MARK_INSERTED ? redline->old_doc : redline->new_doc;
	struct redline_look look = redline_look(redline);
	for (uint32_t i = 0; i < redline->item_count; i++) {
		redline_look_at(&look, &redline->items[i]);
		if (!item_holds(&proof, &redline->items[i])) {
			*item = i;
			return false;
		}
	}
	*item = redline->item_count ? (uint32_t)redline->item_count - 1 : 0;
	return proof.block == proof.doc->block_count &&
	       proof.provision == proof.doc->provision_count;
}

struct proofs {
	const struct redline *redline;
	bool holds[2];
	uint32_t item[2];
};

static void prove_side(void *user, size_t side)
{
	struct proofs *proofs = user;
	proofs->holds[side] = side_holds(proofs->redline, side ? MARK_REMOVED : MARK_INSERTED,
					 &proofs->item[side]);
}

bool redline_proves(const struct redline *redline, uint32_t *item)
{
	enum { MANY = 1 << 14 };
	struct proofs proofs = {.redline = redline};
	if (redline->item_count > MANY) {
		threads_run(NULL, 2, prove_side, &proofs);
	} else {
		prove_side(&proofs, 0);
		prove_side(&proofs, 1);
	}
	*item = proofs.item[proofs.holds[0] ? 1 : 0];
	return proofs.holds[0] && proofs.holds[1];
}
