export interface Practice {
	name: string;
	apiKey: string;
	/** URNs are three letters and seven digits, as in the samples. */
	urnPrefix: string;
	/** The form types that are enabled for the key. */
	forms: string[];
	/** The referrer of forms that name none. */
	referrerName: string;
}

/** A PDF of a submitted referral. */
export interface ReferralDocument {
	attachmentId: number;
	/** Behind the URN in the short address, `''` or `_MH`. */
	suffix: string;
	/** Behind the URN in the attachment's address. */
	form: string;
	/** A page for each text. */
	pages: string[];
}

/** A form from its preparation on; it is a referral once it was submitted. */
export interface Referral {
	urn: string;
	apiKey: string;
	kind: 'prepared' | 'draft';
	draftId?: number;
	/** Of the prepared form's address. */
	token?: string;
	/** Whether that address was opened: it works once. */
	opened: boolean;
	/** As they were sent. */
	fields: Record<string, string>;
	formType?: string;
	ptguid?: string;
	submitted: boolean;
	status: string;
	/** Empty until the export to PDF has run. */
	documents: ReferralDocument[];
}

export interface UploadSet {
	id: number;
	apiKey: string;
	/** Its form was submitted. */
	expired: boolean;
}

/** One file that was added to an upload set. */
export interface UploadedFile {
	fileuploadId: number;
	/** The Upload-Filename header. */
	filename: string;
	/** The Upload-Content-Type header. */
	contentType: string;
	kind: 'radiograph' | 'other';
	/** DD/MM/YYYY, as it was sent. */
	date?: string;
	size: number;
	/** Hexadecimal, of the content. */
	sha256: string;
	/** Of small files only. */
	content?: Buffer;
	/** What the multipart part says of itself. */
	part: { filename: string; contentType?: string };
}

/** A prepared form's address was asked for, by whomever. */
export interface OpenedForm {
	urn: string;
	url: string;
	method: string;
	userAgent?: string;
	/** False: it had been opened before, and led to the login. */
	first: boolean;
	at: number;
}
