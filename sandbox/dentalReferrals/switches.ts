import type { Actions, Views } from '../shared/control';
import { only } from '../shared/only';
import { Refusal } from '../shared/refusal';
import { checker } from '../shared/schema';
import type { Delivery } from '../shared/webhooks';
import type { OpenedForm, Referral, UploadedFile } from './records';
import { seedSubmitted } from './seed/more';
import { filesReadyCall, findForm, submit } from './submission';
import type { World } from './world';

/** How a test changes and watches this Dental Referrals, in its process or through `/_sandbox/`. */
export interface DentalReferralsSwitches {
	/** Every form, prepared, saved or submitted. This and the lists below: always the same array. */
	referrals: readonly Referral[];
	uploads: readonly UploadedFile[];
	/** The attempts to deliver webhooks, in the order in which they were sent. */
	deliveries: readonly Delivery[];
	openedForms: readonly OpenedForm[];
	/**
	 * What the user does in the browser, with a form's URN or a draft's id: its status is known from now on, its PDFs are
	 * there, its upload set has expired, its webhook is called. `formType`: for a form that was prepared without one.
	 */
	submitForm(reference: string | number, options?: { formType?: string }): { urn: string };
	/**
	 * Calls this address as if the form of a referral had been prepared with it; a new referral unless told. Resolves when
	 * it was answered for good.
	 */
	filesReady(url: string, urn?: string): Promise<Delivery>;
	/** The status of a submitted referral. */
	setStatus(urn: string, text: string): void;
	/** Adds submitted referrals to the main practice and returns their URNs. */
	seedReferrals(count: number): string[];
	/** How long an hour between a webhook's attempts takes; 100 ms unless told. */
	setWebhookHour(ms: number): void;
	/** From a submission to its PDFs and its webhook; none unless told. */
	setExportDelay(ms: number): void;
	/** How big each PDF is at least, null for as big as it is. They are made while they are sent. */
	setPdfSize(bytes: number | null): void;
	/** Where the addresses of documents point; null for the vendor's own origin. */
	setFileOrigin(url: string | null): void;
}

export const switchesOf = (world: World): DentalReferralsSwitches => ({
	referrals: world.referrals,
	uploads: world.uploads,
	deliveries: world.webhooks.deliveries,
	openedForms: world.openedForms,
	submitForm(reference, { formType } = {}) {
		const form = findForm(world, reference);
		submit(world, form, formType);
		return { urn: form.urn };
	},
	async filesReady(url, urn = seedSubmitted(world, 1)[0]) {
		const referral = findForm(world, urn);
		if (!referral.submitted) throw new Refusal(409, `${urn} was not submitted`);
		return await world.webhooks.deliver(url, filesReadyCall(world, referral));
	},
	setStatus(urn, text) {
		const referral = findForm(world, urn);
		if (!referral.submitted) throw new Refusal(409, `${urn} was not submitted`);
		referral.status = text;
	},
	seedReferrals: (count) => seedSubmitted(world, count),
	setWebhookHour(ms) {
		world.webhooks.hourMs = ms;
	},
	setExportDelay(ms) {
		world.switches.exportDelayMs = ms;
	},
	setPdfSize(bytes) {
		world.switches.pdfBytes = bytes;
	},
	setFileOrigin(url) {
		world.switches.fileOrigin = url;
	},
});

const text = { type: 'string' };

const checkFields = checker<{ urn?: string; draft_id?: number; form_type?: string }>({
	type: 'object',
	additionalProperties: false,
	properties: { urn: text, draft_id: { type: 'integer' }, form_type: text },
});

function readSubmit(body: unknown): [reference: string | number, options: { formType?: string }] {
	const { urn, draft_id, form_type: formType } = checkFields(body);
	const reference = urn ?? draft_id;
	if (reference === undefined || (urn !== undefined && draft_id !== undefined)) {
		throw new Refusal(400, 'Either urn or draft_id is required');
	}
	return [reference, { formType }];
}

const checkStatus = checker<{ urn: string; text: string }>({
	type: 'object',
	additionalProperties: false,
	required: ['urn', 'text'],
	properties: { urn: text, text },
});

const checkFilesReady = checker<{ url: string; urn?: string }>({
	type: 'object',
	additionalProperties: false,
	required: ['url'],
	properties: { url: text, urn: text },
});

/** The same as control routes. */
export function actionsOf(switches: DentalReferralsSwitches): Actions {
	const whole = { type: 'integer', minimum: 0 };
	const count = only<number>('count', { ...whole, maximum: 100_000 });
	const ms = only<number>('ms', whole);
	const bytes = only<number | null>('bytes', { anyOf: [whole, { type: 'null' }] });
	const url = only<string | null>('url', { type: ['string', 'null'] });
	return {
		'submit-form': (body) => switches.submitForm(...readSubmit(body)),
		'files-ready': async (body) => {
			const sent = checkFilesReady(body);
			return await switches.filesReady(sent.url, sent.urn);
		},
		'set-status'(body) {
			const sent = checkStatus(body);
			switches.setStatus(sent.urn, sent.text);
		},
		'seed-referrals': (body) => ({ urns: switches.seedReferrals(count(body)) }),
		'webhook-hour': (body) => switches.setWebhookHour(ms(body)),
		'export-delay': (body) => switches.setExportDelay(ms(body)),
		'pdf-size': (body) => switches.setPdfSize(bytes(body)),
		'file-origin': (body) => switches.setFileOrigin(url(body)),
	};
}

/** The lists as control routes. */
export const viewsOf = ({ referrals, uploads, deliveries, openedForms }: DentalReferralsSwitches): Views => ({
	referrals: () => referrals,
	uploads: () => uploads.map(({ content, ...file }) => ({ ...file, base64: content?.toString('base64') })),
	deliveries: () => deliveries,
	'opened-forms': () => openedForms,
});
