import { Refusal } from '../shared/refusal';
import { attachmentPath, exportedDocuments } from './documents';
import type { Referral } from './records';
import type { World } from './world';

/** The status of the samples that a new referral would have [I]. */
const FIRST_STATUS = 'Entered on System';

export function findForm(world: World, reference: string | number): Referral {
	const form = world.referrals.find(({ urn, draftId }) => urn === reference || draftId === reference);
	if (!form) throw new Refusal(404, `There is no form ${reference}`);
	return form;
}

/** What the user of the web application does in the browser. */
export function submit(world: World, form: Referral, formType?: string): void {
	if (form.submitted) throw new Refusal(409, `${form.urn} was submitted before`);
	const forms = world.practices.find(({ apiKey }) => apiKey === form.apiKey)?.forms ?? [];
	const chosen = form.formType ?? formType ?? forms[0];
	if (!forms.includes(chosen)) throw new Refusal(400, `${chosen} is not enabled for this practice`);
	form.formType = chosen;
	form.submitted = true;
	form.status = FIRST_STATUS;
	// Lists are in the order of submission.
	world.referrals.push(...world.referrals.splice(world.referrals.indexOf(form), 1));
	const set = world.uploadSets.find(({ id }) => String(id) === form.fields.fileupload_id);
	if (set) set.expired = true;
	exportSoon(world, form);
}

function exportSoon(world: World, referral: Referral): void {
	const { exportDelayMs } = world.switches;
	if (exportDelayMs === 0) return exportNow(world, referral);
	void world.pauses.wait(exportDelayMs).then((elapsed) => {
		if (elapsed) exportNow(world, referral);
	});
}

function exportNow(world: World, referral: Referral): void {
	referral.documents = exportedDocuments(referral, () => world.next('attachment'));
	const url = referral.fields.files_ready_webhook_url;
	if (url) world.webhooks.send(url, filesReadyCall(world, referral));
}

/** The documented payload. */
export const filesReadyCall = (world: World, referral: Referral) => ({
	urn: referral.urn,
	files: referral.documents.map((document) => world.documentUrl(attachmentPath(referral, document))),
});
