<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;
use Aaia\Chatbot\Settings\SettingValidator;

/** Settings of the content that the assistant answers from. */
final class ContentSettings {

	public const POST_TYPES = 'knowledge_post_types';

	public const FILES = 'knowledge_files';

	/** Post types that are read by default. Types that a site lacks are ignored. */
	public const KINDS = [ 'page', 'post', 'product' ];

	public const VERSION_DAYS = 'knowledge_version_days';

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition(
				self::POST_TYPES,
				SettingType::Lines,
				self::KINDS,
				static fn(): string => __(
					'Kinds of content the assistant answers from. Only what everybody can read is used: nothing private, protected by a password, for members only or hidden from search engines.',
					'aaia-chatbot',
				),
				max: 50,
				check: SettingValidator::one_a_line( ... ),
			),
			new SettingDefinition(
				self::FILES,
				SettingType::Bool,
				false,
				static fn(): string => __(
					'Answers also come from text, Markdown, HTML, CSV, Word (DOCX) and PDF files in your media library. Switch this on only when visitors may read all of them: files there are used even when no page links to them.',
					'aaia-chatbot',
				),
			),
			new SettingDefinition(
				self::VERSION_DAYS,
				SettingType::Int,
				90,
				static fn(): string => __(
					'How many days earlier versions of changed pages are kept, so that your team can see what an answer was based on. Deleting or unpublishing a page deletes them at once. 0: none are kept.',
					'aaia-chatbot',
				),
				max: 730,
			),
		];
	}
}
