<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Parts;

/**
 * A file that somebody attached to a message, or will: a row of `message_attachments`.
 *
 * @phpstan-import-type AttachmentPart from Parts
 */
final class Attachment {

	/**
	 * @param ?int   $conversation_id Null for a colleague's upload that is not sent yet.
	 * @param ?int   $message_id      Null until it is sent.
	 * @param ?int   $user_id         WordPress user who uploaded it; null for a visitor.
	 * @param string $stored          Random name of the file in the folder.
	 * @param string $name            Name to show, clean.
	 * @param int    $size            Bytes.
	 * @param ?int   $width           Pixels, of images.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly ?int $conversation_id,
		public readonly ?int $message_id,
		public readonly ?int $user_id,
		public readonly ?int $visitor_id,
		public readonly string $stored,
		public readonly string $name,
		public readonly FileType $type,
		public readonly int $size,
		public readonly ?int $width,
		public readonly ?int $height,
		public readonly bool $has_thumbnail,
	) {}

	/** @param array<string, ?string> $row Of a file that is not erased. */
	public static function from_row( array $row ): self {
		$number = static fn( string $column ): ?int => null === $row[ $column ] ? null : (int) $row[ $column ];
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			$number( 'conversation_id' ),
			$number( 'message_id' ),
			$number( 'user_id' ),
			$number( 'visitor_id' ),
			(string) $row['stored_name'],
			(string) $row['name'],
			FileType::from( (string) $row['mime'] ),
			(int) $row['size'],
			$number( 'width' ),
			$number( 'height' ),
			1 === (int) $row['thumbnail'],
		);
	}

	/** @return AttachmentPart As it stands in its message. */
	public function part(): array {
		return [
			'type'      => 'attachment',
			'id'        => $this->public_id,
			'name'      => $this->name,
			'mime'      => $this->type->value,
			'size'      => $this->size,
			'width'     => $this->width,
			'height'    => $this->height,
			'thumbnail' => $this->has_thumbnail,
		];
	}
}
