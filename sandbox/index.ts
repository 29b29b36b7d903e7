import { startAlfaDocs, type AlfaDocsSandbox } from './alfadocs';
import { startDentalReferrals, type DentalReferralsSandbox } from './dentalReferrals';
import { startDotHealth, type DotHealthSandbox } from './dotHealth';
import { startHealthDock, type HealthDockSandbox } from './healthDock';
import { startHeyDonto, type HeyDontoSandbox } from './heyDonto';

export type { AlfaDocsSandbox } from './alfadocs';
export type { DentalReferralsSandbox } from './dentalReferrals';
export type { OpenedForm, Referral, UploadedFile } from './dentalReferrals/records';
export type { DotHealthSandbox } from './dotHealth';
export type { HealthDockSandbox } from './healthDock';
export type { HeyDontoSandbox } from './heyDonto';
export type { Fault, FaultEffect, FaultMatch, RecordedRequest, VendorSandbox } from './shared/types';
export type { Delivery } from './shared/webhooks';

export interface SandboxOptions {
	/** 0 or absent: any free port. */
	ports?: {
		alfaDocs?: number;
		healthDock?: number;
		dentalReferrals?: number;
		dotHealth?: number;
		heyDonto?: number;
	};
	/** Default true. */
	rateLimit?: boolean;
}

export interface Sandbox {
	alfaDocs: AlfaDocsSandbox;
	healthDock: HealthDockSandbox;
	dentalReferrals: DentalReferralsSandbox;
	dotHealth: DotHealthSandbox;
	heyDonto: HeyDontoSandbox;
	close(): Promise<void>;
}

/** Starts every vendor on 127.0.0.1, an origin each. If one cannot start, none stays. */
export async function startSandbox({ ports = {}, rateLimit }: SandboxOptions = {}): Promise<Sandbox> {
	const started: Array<{ close(): Promise<void> }> = [];
	const close = async () => {
		await Promise.all(started.map(async (vendor) => await vendor.close()));
	};
	const keep = <T extends { close(): Promise<void> }>(vendor: T): T => {
		started.push(vendor);
		return vendor;
	};
	const start = async (): Promise<Sandbox> => ({
		alfaDocs: keep(await startAlfaDocs({ port: ports.alfaDocs, rateLimit })),
		healthDock: keep(await startHealthDock({ port: ports.healthDock, rateLimit })),
		dentalReferrals: keep(await startDentalReferrals({ port: ports.dentalReferrals, rateLimit })),
		dotHealth: keep(await startDotHealth({ port: ports.dotHealth, rateLimit })),
		heyDonto: keep(await startHeyDonto({ port: ports.heyDonto, rateLimit })),
		close,
	});
	return await start().catch(async (error: Error) => {
		await close();
		return await Promise.reject(error);
	});
}
