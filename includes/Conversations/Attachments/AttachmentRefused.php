<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

/** A file cannot be attached. The message is a translated sentence that says why. */
final class AttachmentRefused extends \RuntimeException {

	public const TOO_LARGE = 413;

	/** @param int $status HTTP status. */
	public function __construct( string $sentence, public readonly int $status = 400 ) {
		parent::__construct( $sentence );
	}
}
