import { Button, Notice } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { loadActivations } from '../../../data/alerts';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { activationName, moment } from './words';

/** Each time a person was offered, declined, asked for and told of. */
export function ActivationsSection() {
	const [ cursor, setCursor ] = useState< string | null >( null );
	const page = useLoaded( useCallback( () => loadActivations( cursor ), [ cursor ] ) );
	return (
		<Section
			title={ __( 'Requests for a person', 'aaia-chatbot' ) }
			description={ __( 'Each time the assistant offered a person or a visitor asked for one, with the conversation.', 'aaia-chatbot' ) }
		>
			{ page.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ page.problem }
				</Notice>
			) }
			{ page.value?.items.length === 0 && <p>{ __( 'Nothing yet.', 'aaia-chatbot' ) }</p> }
			<ul className="aaia-rules">
				{ ( page.value?.items ?? [] ).map( ( item, index ) => (
					<li key={ `${ index }${ item.at }` } className="aaia-rules__rule">
						<div>
							{ activationName( item.type, item.origin ) } <time dateTime={ item.at ?? '' }>{ moment( item.at ) }</time>
						</div>
						{ item.conversation !== null && (
							<a href={ `admin.php?page=aaia-conversations&conversation=${ encodeURIComponent( item.conversation ) }` }>
								{ __( 'Open the conversation', 'aaia-chatbot' ) }
							</a>
						) }
					</li>
				) ) }
			</ul>
			{ page.value?.next_cursor != null && (
				<Button __next40pxDefaultSize variant="secondary" onClick={ () => setCursor( page.value?.next_cursor ?? null ) }>
					{ __( 'Older', 'aaia-chatbot' ) }
				</Button>
			) }
		</Section>
	);
}
