import { Button } from '@wordpress/components';
import { useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { CLIP } from './FileIcon';
import type { Uploads } from './use-uploads';

/** Opens the file dialog. Says before what can be attached. */
export function AttachButton( { uploads: { limits, add } }: { uploads: Uploads } ) {
	const field = useRef< HTMLInputElement >( null );
	return limits === null ? null : (
		<span>
			<input
				ref={ field }
				type="file"
				hidden
				multiple
				accept={ limits.accept }
				onChange={ ( { target } ) => {
					add( [ ...target.files ?? [] ] );
					target.value = '';
				} }
			/>
			<Button
				size="compact"
				icon={ CLIP }
				label={ /* translators: %s: what can be attached, such as "images, PDF, up to 10 MB each". */
					sprintf( __( 'Attach files: %s', 'aaia-chatbot' ), limits.hint ) }
				onClick={ () => field.current?.click() }
			/>
		</span>
	);
}
