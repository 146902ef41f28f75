import { ask, query } from './api';
import type {
	ActivationPage,
	AlertFigures,
	AlertHealth,
	AlertPage,
	AlertRules,
	ChangeAlertBody,
	ChoosePaceBody,
	DeliveryDetail,
	DeliveryPage,
	DigestPreview,
	OutsideItems,
	OutsideServices,
	RuleDefinition,
	RulePreview,
	SaveRuleBody,
	SaveServiceBody,
	SavedRule,
	SavedService,
	TestOutcome,
	ToolTest,
} from '../../src/wire/wire';

/** Id for a new item. */
export const NEW = 'new';

export const EMPTY_DEFINITION: RuleDefinition = {
	words: [], patterns: [], recipients: [], roles: [], services: [], languages: [], pages: [], reasons: [],
	hours: 'any', cap: 20, subject: '', body: '', tag: '', urgent: false, minutes: 0, ladder: [], resolved: false,
};

export const loadAlertHealth = ( selector: string ): Promise< AlertHealth > => ask( 'GET', `/alerts/health${ query( { selector } ) }` );

export const loadRules = (): Promise< AlertRules > => ask( 'GET', '/alert-rules' );

export const saveRule = ( id: string, rule: SaveRuleBody ): Promise< SavedRule > => ask( 'PUT', `/alert-rules/${ id }`, rule );

export const deleteRule = ( id: string ): Promise< unknown > => ask( 'DELETE', `/alert-rules/${ id }` );

export const previewRule = ( rule: SaveRuleBody, signal?: AbortSignal ): Promise< RulePreview > =>
	ask( 'POST', '/alert-rules/preview', rule, signal );

export const testRule = ( id: string ): Promise< TestOutcome > => ask( 'POST', `/alert-rules/${ id }/test`, {} );

export const choosePace = ( choice: ChoosePaceBody ): Promise< unknown > => ask( 'PUT', '/alerts/people', choice );

export const loadServices = (): Promise< OutsideServices > => ask( 'GET', '/alert-services' );

export const saveService = ( id: string, service: SaveServiceBody ): Promise< SavedService > =>
	ask( 'PUT', `/alert-services/${ id }`, service );

export const deleteService = ( id: string ): Promise< unknown > => ask( 'DELETE', `/alert-services/${ id }` );

export const testService = ( id: string ): Promise< TestOutcome > => ask( 'POST', `/alert-services/${ id }/test`, {} );

export const loadDeliveries = ( filter: { state: string; search: string; cursor: string | null } ): Promise< DeliveryPage > =>
	ask( 'GET', `/deliveries${ query( filter ) }` );

export const loadDelivery = ( id: string ): Promise< DeliveryDetail > => ask( 'GET', `/deliveries/${ id }` );

export const retryDelivery = ( id: string ): Promise< unknown > => ask( 'POST', `/deliveries/${ id }/retry`, {} );

/** Calls the real tool in a conversation marked as a test. */
export const testTool = (): Promise< ToolTest > => ask( 'POST', '/alerts/test-tool', {} );

export const loadActivations = ( cursor: string | null ): Promise< ActivationPage > =>
	ask( 'GET', `/alerts/activations${ query( { cursor } ) }` );

/** Messages and tickets of a conversation at outside services. */
export const loadOutside = ( conversation: string, signal?: AbortSignal ): Promise< OutsideItems > =>
	ask( 'GET', `/conversations/${ conversation }/outside`, undefined, signal );

export const loadAlerts = ( cursor: string | null ): Promise< AlertPage > => ask( 'GET', `/alerts${ query( { cursor } ) }` );

export const changeAlert = ( id: string, changes: ChangeAlertBody ): Promise< unknown > => ask( 'PATCH', `/alerts/${ id }`, changes );

/** Preview of the summary; sends nothing. */
export const previewDigest = (): Promise< DigestPreview > => ask( 'GET', '/alerts/digest' );

/** Figures of a period; days as 2026-01-31, both included. */
export const loadFigures = ( from: string, to: string ): Promise< AlertFigures > =>
	ask( 'GET', `/alerts/figures${ query( { from, to } ) }` );
