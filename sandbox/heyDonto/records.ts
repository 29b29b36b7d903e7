/** What the core API's records are made of, from the response fields of the vendor's pages. */

export interface Row {
	id: number;
	/** ISO 8601, UTC. */
	createdAt: string;
	updatedAt: string;
}

/** Appointment types, dental services, dental practices [I: their fields are not shown]. */
export interface Titled extends Row {
	title: string;
	isEnabled: boolean;
}

export interface Brand extends Titled {
	clientAccountId: number;
	clientAccount: { id: number; title: string };
	organizationId: number | null;
}

export interface Organization extends Titled {
	website: string | null;
	clientAccountId: number | null;
}

export interface PracticeManagementSystem extends Titled {
	isCloudBased: boolean;
}

export interface Code extends Titled {
	code: string;
	category: string;
	categoryCode: string;
}

/** What a site is created with. */
export interface SiteDetails {
	name: string;
	address: Record<string, string | number>;
	googlePlaceId: string;
	clientAccountId: number;
	organizationId: number;
	brandId: number;
	practiceManagementSystemId: number;
	integrationType: 'PMS' | 'CUSTOM';
	dentalServiceIds: string[];
	dentalPracticeIds: string[];
	phoneNumber?: string;
	website?: string;
	anyDeskIp?: string;
	siteManagerUserId?: number;
	cloudUserName?: string;
	cloudUserPassword?: string;
	cloudOrganizationName?: string;
	cloudLoginUrl?: string;
}

export interface Site extends Row, SiteDetails {
	fhirStoreId: string;
	firstSyncDate: string | null;
	lastSyncDate: string | null;
	isSyncActive: boolean;
	deletedAt: string | null;
}

export interface AssistantDetails {
	siteId: number;
	assistantName?: string;
	assistantInstructions?: string;
}

export interface AssistantFile {
	id: number;
	name: string;
	contentType: string;
	size: number;
	description: string | null;
	/** Of the bytes, in hexadecimal. Not answered. */
	sha256: string;
}

export interface Assistant extends Row, AssistantDetails {
	files: AssistantFile[];
}

export interface Periomeasure extends Row {
	siteId: number;
	[field: string]: unknown;
}

export interface Tables {
	appointmentTypes: Titled[];
	brands: Brand[];
	dentalPractices: Titled[];
	dentalServices: Titled[];
	organizations: Organization[];
	practiceManagementSystems: PracticeManagementSystem[];
	codes: Code[];
	sites: Site[];
	assistants: Assistant[];
	periomeasures: Periomeasure[];
}
