import { __ } from '@wordpress/i18n';
import type { CannedReplies, StaffConversation } from '../../../src/wire/wire';
import { addressOf } from '../address';

/** Variables of canned replies: `{name}`, or `{name|what stands instead when it is empty}`. */
export const VARIABLES = [
	'visitor_name', 'visitor_email', 'agent_name', 'site_name', 'page_title', 'page_url', 'conversation_link',
] as const;

export type Variable = typeof VARIABLES[ number ];

export type Values = Readonly< Record< Variable, string > >;

const PATTERN = /\{([a-z_]{1,30})(?:\|([^{}]*))?\}/g;

const isVariable = ( name: string ): name is Variable => ( VARIABLES as readonly string[] ).includes( name );

/** What a variable stands for, in words. */
export function variableWord( name: Variable ): string {
	switch ( name ) {
		case 'visitor_name': return __( 'Visitor’s name', 'aaia-chatbot' );
		case 'visitor_email': return __( 'Visitor’s e-mail', 'aaia-chatbot' );
		case 'agent_name': return __( 'Your public name', 'aaia-chatbot' );
		case 'site_name': return __( 'Site’s name', 'aaia-chatbot' );
		case 'page_title': return __( 'Page’s title', 'aaia-chatbot' );
		case 'page_url': return __( 'Page’s address', 'aaia-chatbot' );
		case 'conversation_link': return __( 'Link for colleagues', 'aaia-chatbot' );
	}
}

/** The values in a conversation. The link leads to this screen, so it has none in what visitors get. */
export function valuesIn( { id, visitor, page }: StaffConversation, site: CannedReplies[ 'values' ], isPrivate: boolean ): Values {
	return {
		visitor_name: visitor.name ?? '',
		visitor_email: visitor.email ?? '',
		agent_name: site.agent_name,
		site_name: site.site_name,
		page_title: page.title,
		page_url: page.url,
		conversation_link: isPrivate ? addressOf( id ) : '',
	};
}

/** The values in a conversation that is being begun with somebody. */
export function valuesFor( name: string | null, email: string, site: CannedReplies[ 'values' ] ): Values {
	return {
		visitor_name: name ?? '',
		visitor_email: email,
		agent_name: site.agent_name,
		site_name: site.site_name,
		page_title: '',
		page_url: '',
		conversation_link: '',
	};
}

/** The text with values, in one pass. A variable without a value and without a word instead stays as it is, as do unknown ones. */
export function fill( text: string, values: Values ): string {
	return text.replace( PATTERN, ( whole, name: string, instead: string | undefined ) =>
		isVariable( name ) ? values[ name ] || ( instead ?? `{${ name }}` ) : whole );
}

/** Variables that still stand in a text, each once. */
export function unfilled( text: string ): Variable[] {
	return [ ...new Set( [ ...text.matchAll( PATTERN ) ].map( ( [ , name = '' ] ) => name ).filter( isVariable ) ) ];
}

/** What looks like a variable and is none, each once. */
export function unknownVariables( text: string ): string[] {
	return [ ...new Set( [ ...text.matchAll( PATTERN ) ].map( ( [ , name = '' ] ) => name ).filter( ( name ) => ! isVariable( name ) ) ) ];
}
