/** What every vendor of the sandbox offers to a test. */

/** One request as it reached the vendor. Requests to `/_sandbox/` are not recorded. */
export interface RecordedRequest {
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string | string[]>;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON or form; undefined if there was none or it could not be parsed. */
	body: unknown;
	rawBytes: number;
	/** Milliseconds since the epoch, on arrival. */
	at: number;
	/** What was answered; 0 while there is no answer, and for a connection that was reset. */
	status: number;
}

/** Which requests a fault is for; without it, any request. */
export interface FaultMatch {
	method?: string;
	/** A string matches the end of the path, so `/patients` is the list and not `/patients/5`. */
	path?: string | RegExp;
}

export type FaultEffect =
	/** Waits, then handles the request as usual (also together with another fault). */
	| { kind: 'latency'; ms: number }
	/** Answers without handling the request. Without `body`, the vendor's own error shape. */
	| { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string> }
	/** The connection is reset and nothing is stored. */
	| { kind: 'resetBeforeStoring' }
	/** The request is handled and stored, then the connection is reset. */
	| { kind: 'resetAfterStoring' }
	/** 401 to a request with a bearer token; other requests do not use it up. */
	| { kind: 'expiredToken' }
	/** The answer's body comes in pieces, spread over `ms`. */
	| { kind: 'slowBody'; ms: number; chunks?: number }
	| { kind: 'redirect'; status: 301 | 302 | 303 | 307 | 308; location: string }
	/** Answers without handling the request: a string is sent as it is, anything else as JSON. */
	| { kind: 'body'; body: unknown; contentType?: string; status?: number };

/** `times`: how many requests it hits, 1 unless told, Infinity for always. */
export type Fault = FaultEffect & { match?: FaultMatch; times?: number };

/** The vendor's error shape. `field`: the one to blame, if there is one. */
export type ErrorBody = (message: string, status: number, field?: string) => unknown;

export interface VendorSandbox<Seed, Credentials> {
	/** http://127.0.0.1:PORT */
	origin: string;
	/** What a credential's base URL is to be set to. */
	baseUrl: string;
	/** Always the same array, emptied by `reset`. */
	requests: RecordedRequest[];
	/** State back to the seed, switches back to their defaults, faults off, records and rate-limit window cleared. */
	reset(): void;
	fault(fault: Fault): void;
	clearFaults(): void;
	setRateLimit(on: boolean): void;
	seed: Seed;
	credentials: Credentials;
}
