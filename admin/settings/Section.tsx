import { useInstanceId } from '@wordpress/compose';
import type { ReactNode } from 'react';

/** A section of a tab: title and description on one side, fields on the other. */
export function Section( { title, description, children }: { title: string; description?: string; children: ReactNode } ) {
	const id = useInstanceId( Section, 'aaia-section' );
	return (
		<section className="aaia-section" aria-labelledby={ id }>
			<div className="aaia-section__about">
				<h2 id={ id }>{ title }</h2>
				{ description && <p>{ description }</p> }
			</div>
			<div className="aaia-section__fields">{ children }</div>
		</section>
	);
}
