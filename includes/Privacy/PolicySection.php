<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Privacy;

defined( 'ABSPATH' ) || exit;

/** What the site's privacy policy can say about one matter, as the site is set now. */
interface PolicySection {

	/** Its heading in WordPress's policy guide. */
	public function title(): string;

	/** @return list<string> Plain text, addressed to visitors; one paragraph each. */
	public function sentences(): array;
}
