import { Pauses } from '../shared/pauses';
import { WebhookSender } from '../shared/webhooks';
import type { OpenedForm, Practice, Referral, UploadedFile, UploadSet } from './records';
import { LAST_SEED_ATTACHMENT, practices, seededReferrals, seededUploadSets } from './seed';

/** How this Dental Referrals behaves where tests need it otherwise. */
export interface Switches {
	/** Where the addresses of documents point; null for the vendor's own origin. */
	fileOrigin: string | null;
	/** Null: as big as they are. */
	pdfBytes: number | null;
	/** From the submission to the PDFs and the webhook. “Isn't immediately available”. */
	exportDelayMs: number;
}

const DEFAULTS: Switches = { fileOrigin: null, pdfBytes: null, exportDelayMs: 0 };
const DEFAULT_HOUR_MS = 100;

/** Numbers of what is created later start here, above the seed's. */
const FIRST_NEW_NUMBER = { urn: 100, draft: 5000, fileupload: 1000 };

/** All that changes while the sandbox runs. The arrays stay the same ones. */
export class World {
	readonly practices: Practice[] = practices;
	readonly referrals: Referral[] = [];
	readonly uploadSets: UploadSet[] = [];
	readonly uploads: UploadedFile[] = [];
	readonly openedForms: OpenedForm[] = [];
	switches: Switches = { ...DEFAULTS };
	/** “A response code other than 200”: retried in an hour, in 4 hours, in a day, each after the one before [I]. */
	readonly webhooks = new WebhookSender({
		retryAfterHours: [1, 4, 24],
		isAccepted: (status) => status === 200,
		timeoutMs: 5000,
	});
	readonly pauses = new Pauses();
	/** The vendor's own; known when it listens. */
	origin = () => '';
	private last = { ...FIRST_NEW_NUMBER, attachment: LAST_SEED_ATTACHMENT };

	constructor() {
		this.reset();
	}

	reset(): void {
		this.stop();
		this.webhooks.reset();
		this.webhooks.hourMs = DEFAULT_HOUR_MS;
		this.referrals.splice(0, Infinity, ...seededReferrals());
		this.uploadSets.splice(0, Infinity, ...seededUploadSets());
		this.uploads.length = 0;
		this.openedForms.length = 0;
		this.switches = { ...DEFAULTS };
		this.last = { ...FIRST_NEW_NUMBER, attachment: LAST_SEED_ATTACHMENT };
	}

	/** Ends what goes on by itself. */
	stop(): void {
		this.webhooks.stop();
		this.pauses.cancelAll();
	}

	/** No number is used twice. */
	next(what: keyof typeof this.last): number {
		this.last[what] += 1;
		return this.last[what];
	}

	newUrn({ urnPrefix }: Practice): string {
		return `${urnPrefix}${String(this.next('urn')).padStart(7, '0')}`;
	}

	documentUrl(path: string): string {
		return new URL(path, this.switches.fileOrigin ?? this.origin()).href;
	}
}
