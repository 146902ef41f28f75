<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;

/** Site Health test: how much of the room for attached files is used. */
final class AttachmentHealth {

	private const TEST = 'aaia_chatbot_attachments';

	/** From this share on, owners are told. */
	private const NEARLY_FULL = 0.8;

	public function __construct(
		private readonly AttachmentRepository $attachments,
		private readonly AttachmentLimits $limits,
	) {}

	/**
	 * Hook: `site_status_tests`.
	 *
	 * @param array<string, array<string, mixed>> $tests
	 *
	 * @return array<string, array<string, mixed>>
	 */
	public function add_test( array $tests ): array {
		$tests['direct'][ self::TEST ] = [
			'label' => __( 'Room for files in the chat', 'aaia-chatbot' ),
			'test'  => [ $this, 'test' ],
		];
		return $tests;
	}

	/** @return array<string, mixed> A Site Health test result. */
	public function test(): array {
		try {
			$used = $this->attachments->total_size();
		} catch ( DatabaseFailure ) {
			$used = 0;
		}
		$is_full = $used >= self::NEARLY_FULL * $this->limits->total_bytes();
		$words   = sprintf(
			/* translators: 1: size such as "1.6 GB", 2: size such as "2 GB". */
			__( 'Files attached to conversations take %1$s of %2$s.', 'aaia-chatbot' ),
			(string) size_format( $used, 1 ),
			(string) size_format( $this->limits->total_bytes() ),
		);
		return [
			'label'       => $is_full
				? __( 'The room for files in the chat is nearly used up', 'aaia-chatbot' )
				: __( 'There is room for files in the chat', 'aaia-chatbot' ),
			'status'      => $is_full ? 'recommended' : 'good',
			'badge'       => [
				'label' => __( 'AAIA Chatbot', 'aaia-chatbot' ),
				'color' => 'blue',
			],
			'description' => '<p>' . esc_html( $words ) . '</p>' . ( $is_full ? '<p>' . esc_html__(
				'When it is full, no more files can be attached. Delete old conversations, or allow more under Settings, Aaia XP.',
				'aaia-chatbot',
			) . '</p>' : '' ),
			'actions'     => '',
			'test'        => self::TEST,
		];
	}
}
