<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge;

use Aaia\Chatbot\Settings\SettingDefinition;
use Aaia\Chatbot\Settings\SettingType;

/** Settings of what the assistant knows. */
final class KnowledgeSettings {

	public const POST_TYPES = 'knowledge_post_types';

	/** @return list<SettingDefinition> */
	public static function definitions(): array {
		return [
			new SettingDefinition( self::POST_TYPES, SettingType::Lines, [ 'page', 'post' ], static fn(): string => __( 'Kinds of content the assistant answers from, one a line, by their names in WordPress, such as page, post or product. Only what everybody can read is used: nothing private, protected by a password or hidden from search engines.', 'aaia-chatbot' ), max: 50 ),
		];
	}
}
