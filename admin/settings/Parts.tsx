import './parts.css';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';

/** One part of a long tab. */
export interface Part {
	/** Unique in the tab; part of the element's id `aaia-{tab}-{name}`. */
	name: string;
	/** Short, as it stands in the way to it. */
	title: string;
	content: ReactNode;
}

/** The parts of a long tab below one another, with a way to each of them at the top. */
export function Parts( { tab, parts }: { tab: string; parts: readonly Part[] } ) {
	return (
		<>
			<nav className="aaia-jumps" aria-label={ __( 'Parts of this page', 'aaia-chatbot' ) }>
				<ul>{ parts.map( ( { name, title } ) => <li key={ name }><a href={ `#aaia-${ tab }-${ name }` }>{ title }</a></li> ) }</ul>
			</nav>
			{ parts.map( ( { name, content } ) => <div key={ name } id={ `aaia-${ tab }-${ name }` } className="aaia-part" tabIndex={ -1 }>{ content }</div> ) }
		</>
	);
}
