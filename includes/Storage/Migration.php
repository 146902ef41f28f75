<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** One step of the schema. Safe to run again after it was killed half-way, and when it has already run. */
interface Migration {

	/** Order and name of the step; unique in the whole product. */
	public function version(): int;

	/** @throws DatabaseFailure When a statement is refused; the step is tried again on the next request. */
	public function up( Database $database ): void;
}
