<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Privacy;

defined( 'ABSPATH' ) || exit;

/** Suggested text for the site's privacy policy. */
final class PrivacyModule {

	public const SETTINGS = [ PrivacySettings::class ];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'load-options-privacy.php', PolicyGuide::class, 'suggest' ],
			[ 'load-privacy-policy-guide.php', PolicyGuide::class, 'suggest' ],
		];
	}
}
