<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

/** What owners allow: kinds of files, not single formats. */
enum AttachmentKind: string {

	case Image  = 'image';
	case Pdf    = 'pdf';
	case Office = 'office';
	case Audio  = 'audio';
}
