import { Modal } from '@wordpress/components';
import { Fragment } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import { shortcuts } from './shortcuts';

/** All keys of the inbox. */
export function ShortcutsDialog( { onClose }: { onClose: () => void } ) {
	const { reply } = pageFacts().can;
	return (
		<Modal title={ __( 'Keyboard shortcuts', 'aaia-chatbot' ) } onRequestClose={ onClose } size="medium">
			<div className="aaia-shortcuts">
				{ shortcuts().map( ( { group, items } ) => (
					<section key={ group }>
						<h2>{ group }</h2>
						<dl>
							{ items.filter( ( item ) => reply || ! item.reply ).map( ( { label, keys } ) => (
								<div key={ label }>
									<dt>{ label }</dt>
									<dd><Keys keys={ keys } /></dd>
								</div>
							) ) }
						</dl>
					</section>
				) ) }
			</div>
		</Modal>
	);
}

/** Keys to press: those of one combination side by side, others after a stroke. */
export function Keys( { keys }: { keys: ReadonlyArray< readonly string[] > } ) {
	return (
		<span className="aaia-keys">
			{ keys.map( ( together, index ) => (
				<Fragment key={ together.join() }>
					{ index > 0 && ' / ' }
					{ together.map( ( key ) => <kbd key={ key }>{ key }</kbd> ) }
				</Fragment>
			) ) }
		</span>
	);
}
