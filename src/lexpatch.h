/* The library on one page: what a program needs to amend law as `lexpatch` does. The static library
 * is liblexpatch.a of the build; each header named here is the door of a room and states shapes,
 * units, ownership and errors. src/README.md says how data walks through them.
 *
 *     profile_load                  the conventions of a code
 *     corpus_load, doc_read         AKN -> documents
 *     import_text                   plain text of a Section -> AKN
 *     draft_compile, patch_read     drafting text -> AKN modification -> operations
 *     apply_patches                 base and patches -> consolidated documents, all or nothing
 *     pairing_from_texts            two versions -> which provision of the one is which of the
 * other redline_build, render         -> the marked text in any format difference_write,
 * inverse_write, rebase_patch, merge_patches patches that are calculated check_run references and
 * drafting of the text as it will be diags_report                  what was found, as text, JSON
 * Lines or SARIF
 *
 * Argument order everywhere: old, new | input, options, findings, output. Running out of memory
 * ends the process with status 2. Nothing prints but diags_report's caller. */
#ifndef LEXPATCH_H
#define LEXPATCH_H

#include "base/base.h"

#include "apply/apply.h"
#include "calc/calc.h"
#include "check/check.h"
#include "diag/diag.h"
#include "diff/diff.h"
#include "doc/doc.h"
#include "draft/draft.h"
#include "patch/patch.h"
#include "profile/profile.h"
#include "read/read.h"
#include "redline/redline.h"
#include "render/render.h"

#endif
