import type { Endpoint, Endpoints } from './endpoint';

const ADD_FILE = 'POST /fileupload/{fileupload_id}/add_file';

/** The file of the input items, as the documentation's table of headers wants it described. */
const file = { 'upload-content-type': 'application/pdf', 'upload-filename': 'contract.pdf' };
const radiograph = { ...file, 'upload-kind': 'radiograph', 'upload-date': '29/01/2016' };
const other = { ...file, 'upload-kind': 'other' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** What becomes files, each with headers that describe it. */
const attachments = ['radiographs', 'radiographDate', 'otherFiles'];

/** "Exactly the same request parameters are available" for both. */
const sending = (name: string, path: string): Endpoints => ({
	[`referral.${name}`]: { requests: [`POST ${path}`], headers: [form] },
	// Into the set of files that is there already.
	[`referral.${name}, everything`]: {
		requests: [ADD_FILE, ADD_FILE, `POST ${path}`],
		headers: [radiograph, other, form],
		keeps: attachments,
	},
	// "The steps needed to upload files along with referral data".
	[`referral.${name}, resumeOnFiles, everything`]: {
		requests: ['POST /prepare_fileupload', ADD_FILE, ADD_FILE, `POST ${path}`],
		headers: [{}, radiograph, other, form],
		adds: ['fileupload_id', 'files_ready_webhook_url'],
		keeps: [...attachments, 'resumeOnFiles'],
		single: true,
	},
});

/** Nothing is known of a referral before its form is submitted. */
const waiting: Omit<Endpoint, 'requests'> = {
	keeps: ['downloadFiles', 'maxHours'],
	single: true,
	notYet: [404],
};

/**
 * From the vendor's documentation, not from the node: what is right here when the two disagree is looked up there. PDFs
 * lie outside of the API; the sample's headers for them are those of every request.
 */
export const dentalReferralsEndpoints: Endpoints = {
	'file.download': {
		requests: ['GET /documents/{document}'],
		headers: [{ accept: 'application/json' }],
		adds: ['document'],
		keeps: ['url', 'outputBinaryField'],
	},
	'file.upload': {
		requests: ['POST /prepare_fileupload', ADD_FILE],
		headers: [{}, other],
		adds: ['fileupload_id'],
		keeps: attachments,
	},
	'file.upload, everything': {
		requests: [ADD_FILE, ADD_FILE],
		headers: [radiograph, other],
		adds: ['fileupload_id'],
		keeps: [...attachments, 'fileupload_id'],
	},

	'form.getAll': { requests: ['GET /available_forms'] },

	// "If larger than 100, will be set to 100 anyway": there are no pages.
	'referral.getAll': { requests: ['GET /batch_referral_status'], adds: ['count'] },
	'referral.getAllForPatient': { requests: ['GET /patient_referrals'], adds: ['count'] },
	'referral.getStatus': { requests: ['GET /referral_status'] },
	...sending('prepare', '/prepare_form'),
	...sending('saveDraft', '/save_draft'),
	// The referral of the examples has two PDFs.
	'referral.waitForFiles': {
		requests: ['GET /referral_status', 'GET /documents/{document}', 'GET /documents/{document}'],
		adds: ['document'],
		...waiting,
	},
	'referral.waitForFiles, everything': { requests: ['GET /referral_status'], ...waiting },
};
