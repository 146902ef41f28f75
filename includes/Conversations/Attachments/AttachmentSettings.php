<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of attached files. */
final class AttachmentSettings {

	public const STAFF = 'attachments_staff';

	public const VISITORS = 'attachments_visitors';

	public const MAX_MB = 'attachments_max_mb';

	public const TOTAL_MB = 'attachments_total_mb';

	/** Choices: which files. */
	public const NONE = 'none';

	private const IMAGES = 'images';

	private const IMAGES_PDF = 'images_pdf';

	private const ALL = 'all';

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				self::STAFF,
				SettingType::Choice,
				self::ALL,
				static fn(): string => __( 'Files that your team can attach to replies and notes.', 'aaia-chatbot' ),
				choices: [ self::NONE, self::IMAGES_PDF, self::ALL ]
			),
			new SettingDefinition(
				self::VISITORS,
				SettingType::Choice,
				self::NONE,
				static fn(): string => __(
					'Files that visitors can attach to their messages. Your team reads them; the assistant cannot, and offers a person instead.',
					'aaia-chatbot',
				),
				choices: [ self::NONE, self::IMAGES, self::IMAGES_PDF ]
			),
			new SettingDefinition(
				self::MAX_MB,
				SettingType::Int,
				10,
				static fn(): string => __( 'Largest file, in megabytes. Your server may allow less.', 'aaia-chatbot' ),
				min: 1,
				max: 100
			),
			new SettingDefinition(
				self::TOTAL_MB,
				SettingType::Int,
				2000,
				static fn(): string => __(
					'Room for all attached files together, in megabytes. When it is full, no more can be attached until conversations are deleted.',
					'aaia-chatbot',
				),
				min: 10,
				max: 1_000_000
			),
		];
	}

	/** @return list<AttachmentKind> The kinds that a choice allows. */
	public static function kinds( string $choice ): array {
		return match ( $choice ) {
			self::ALL        => AttachmentKind::cases(),
			self::IMAGES_PDF => [ AttachmentKind::Image, AttachmentKind::Pdf ],
			self::IMAGES     => [ AttachmentKind::Image ],
			default          => [],
		};
	}
}
