<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Settings\Settings;

/** What may be attached, by whom, how large and how many: said to people before they choose a file, and checked afterwards. */
final class AttachmentLimits {

	/** Files of one message. */
	public const PER_MESSAGE = 10;

	/** Files of one conversation. */
	public const PER_CONVERSATION = 200;

	/** Files of one visitor in 24 hours. */
	public const VISITOR_DAY = 20;

	/** Files that an agent has uploaded and not sent: drafts in several conversations. */
	public const UNSENT = 100;

	/** Pixels of a picture; more is a bomb for whoever opens it. */
	public const PIXELS = 100_000_000;

	public function __construct( private readonly Settings $settings ) {}

	/** @return list<AttachmentKind> */
	public function kinds( bool $of_staff ): array {
		return AttachmentSettings::kinds( $this->settings->text( $of_staff ? AttachmentSettings::STAFF : AttachmentSettings::VISITORS ) );
	}

	/** Largest file, in bytes: the owner's limit or the server's. */
	public function max_bytes(): int {
		return min( $this->settings->int( AttachmentSettings::MAX_MB ) * MB_IN_BYTES, wp_max_upload_size() );
	}

	/** Bytes of all files together. */
	public function total_bytes(): int {
		return $this->settings->int( AttachmentSettings::TOTAL_MB ) * MB_IN_BYTES;
	}

	public static function schema(): Schema {
		return Schema::closed(
			[
				'bytes'  => Schema::int(),
				'count'  => Schema::int(),
				'accept' => Schema::string(),
				'hint'   => Schema::string(),
				'url'    => Schema::string(),
			]
		)->named( 'AttachmentLimits' );
	}

	/**
	 * For a browser; null when nothing may be attached. `accept` is for the file dialog, `hint` a sentence for people.
	 *
	 * @param string $url Where files are sent.
	 *
	 * @return array{bytes: int, count: int, accept: string, hint: string, url: string}|null
	 */
	public function for_browser( bool $of_staff, string $url = '' ): ?array {
		$kinds = $this->kinds( $of_staff );
		return [] === $kinds ? null : [
			'bytes'  => $this->max_bytes(),
			'count'  => self::PER_MESSAGE,
			'accept' => implode( ',', FileType::endings( $kinds ) ),
			'hint'   => sprintf(
				/* translators: 1: kinds of files, such as "Images, PDF", 2: size such as "10 MB". */
				__( '%1$s, up to %2$s each', 'aaia-chatbot' ),
				self::names( $kinds ),
				(string) size_format( $this->max_bytes() ),
			),
			'url'    => $url,
		];
	}

	/** @param list<AttachmentKind> $kinds */
	public static function names( array $kinds ): string {
		return implode( ', ', array_map(
			static fn( AttachmentKind $kind ): string => match ( $kind ) {
				AttachmentKind::Image  => __( 'images', 'aaia-chatbot' ),
				AttachmentKind::Pdf    => __( 'PDF', 'aaia-chatbot' ),
				AttachmentKind::Office => __( 'Office documents', 'aaia-chatbot' ),
				AttachmentKind::Audio  => __( 'audio', 'aaia-chatbot' ),
			},
			$kinds,
		) );
	}
}
