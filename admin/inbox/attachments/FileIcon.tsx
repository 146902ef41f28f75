import { Icon } from '@wordpress/components';
import { audio, file, image, page } from '@wordpress/icons';
import { fileKind } from './file-words';

const ICONS = { image, audio, pdf: page, office: file };

export const FileIcon = ( { mime }: { mime: string } ) => <Icon icon={ ICONS[ fileKind( mime ) ] } size={ 24 } aria-hidden="true" />;

/** A paper clip. */
export const CLIP = (
	<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
		<path d="m18.5 11.2-6.4 6.4a4.2 4.2 0 0 1-6-6l6.8-6.7a2.8 2.8 0 0 1 4 4l-6.7 6.7a1.4 1.4 0 0 1-2-2l6-6" strokeLinecap="round" />
	</svg>
);
