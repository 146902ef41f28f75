<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Privacy;

defined( 'ABSPATH' ) || exit;

/** A section of suggested privacy policy text, for the current settings. */
interface PolicySection {

	/** Heading in WordPress's policy guide. */
	public function title(): string;

	/** @return list<string> Plain text, addressed to visitors; one paragraph each. */
	public function sentences(): array;
}
