/** What AlfaDocs keeps. Field names are the vendor's; a record marked [I] has no documented fields, so they are invented. */

export interface PhoneNumber {
	id: number;
	prefix: string;
	number: string;
	label: string;
	smsEnabled: boolean;
}

/** Reads have `dateBirth` where writes have `dateOfBirth`. */
export interface Patient {
	id: number;
	firstName: string;
	lastName: string;
	email: string;
	emailEnabled: boolean;
	gender: string | null;
	street: string;
	city: string;
	postcode: string;
	province: string;
	dateBirth: string | null;
	placeOfBirth: string;
	/** May be the words NON DISPONIBILE. */
	italianFiscalCode: string;
	job: string;
	yearlyNumberingYear: string | null;
	yearlyNumberingNumber: number | null;
	defaultDiscount: number | null;
	sourceId: number | null;
	priceListId: number | null;
	emailReminderPossible: boolean;
	smsReminderPossible: boolean;
	documentSignatureEmailPossible: boolean;
	createdAt: string;
	lastModifiedAt: string;
	phoneNumbers: PhoneNumber[];
	deleted: boolean;
	/** Values of custom fields, with the underscore. */
	custom: Record<string, string>;
}

export interface Appointment {
	id: number;
	date: string;
	patientId: number | null;
	operatorId: number | null;
	carePlanId: number | null;
	emailReminder: boolean;
	smsReminder: boolean;
	description: string;
	allDay: boolean;
	type: string;
	state: string | null;
	duration: number;
	colorId: number;
	frequency: string | null;
	recurrenceCount: number | null;
	chairId: number | null;
	createdThroughBooking: boolean;
	createdThroughApi: boolean;
	firstVisit: boolean;
}

export interface Operator {
	id: number;
	firstName: string;
	lastName: string;
	italianFiscalCode: string;
	deleted: boolean;
}

/** Chairs, colors, accounts, payment types, specialties: a list that only the practice edits. */
export interface Named {
	id: number;
	name: string;
	deleted?: boolean;
}

/** Numbers come as strings here (newer copy of the vendor's documentation). */
export interface BookingReason {
	id: number;
	specialtyId: number;
	description: string;
	duration: string;
	sequenceNumber: string;
	createdAt: string;
	deleted: boolean;
	operatorIds: number[];
	price: string;
}

/** [I] */
export interface Bill {
	id: number;
	number: string;
	date: string;
	type: string;
	direction: string;
	amount: number;
	patientId: number | null;
	carePlanId: number | null;
}

/** [I] */
export interface BillLiability {
	id: number;
	billId: number;
	amount: number;
	dueDate: string;
}

export interface Transaction {
	id: number;
	amount: number;
	date: string;
	direction: string;
	billId: number | null;
	accountId: number;
	paymentTypeId: number | null;
	relatedToInsurance: boolean;
	sistemaTsExpenseType: string | null;
	/** Deleted ones are not listed. */
	deleted: boolean;
}

/** [I] */
export interface CarePlanEntry {
	id: number;
	carePlanId: number;
	appointmentId: number | null;
	code: string;
	name: string;
	/** A tooth's number, or `general`. */
	tooth: string;
	done: boolean;
	price: number;
	operatorId: number;
}

export interface CarePlan {
	id: number;
	patientId: number;
	name: string;
	state: string;
	signed: boolean;
	deleted: boolean;
}

export interface CustomObjectField {
	id: number;
	objectType: string;
	label: string;
	technicalName: string;
	type: string;
	choices: string[];
}

export interface PatientDocument {
	id: number;
	patientId: number;
	name: string;
	type: string;
	folderName: string;
	createdAt: string;
	base64Data: string;
}

/** One archive: what one API key can reach. */
export interface Archive {
	practiceId: number;
	archiveId: number;
	practiceName: string;
	ownerEmail: string;
	nextId: number;
	accounts: Named[];
	chairs: Named[];
	colors: Array<Named & { color: string }>;
	paymentTypes: Named[];
	specialties: Named[];
	operators: Operator[];
	bookingReasons: BookingReason[];
	customObjectFields: CustomObjectField[];
	patients: Patient[];
	appointments: Appointment[];
	bills: Bill[];
	billLiabilities: BillLiability[];
	transactions: Transaction[];
	carePlans: CarePlan[];
	carePlanEntries: CarePlanEntry[];
	documents: PatientDocument[];
}
