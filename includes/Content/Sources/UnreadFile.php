<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\Unreadable;

/** A file of the media library that gave no text, or only a part. */
final class UnreadFile {

	/**
	 * @param int                 $post_id  Id of the attachment.
	 * @param string              $title    Title in the media library; may be empty.
	 * @param Unreadable          $reason
	 * @param bool                $has_text Whether a part of it was read.
	 * @param ?\DateTimeImmutable $at       Time of the last attempt, UTC.
	 */
	public function __construct(
		public readonly int $post_id,
		public readonly string $title,
		public readonly Unreadable $reason,
		public readonly bool $has_text,
		public readonly ?\DateTimeImmutable $at,
	) {}
}
