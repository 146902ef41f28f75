<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** One step of the schema. Idempotent: safe to run again after it was interrupted or has already run. */
interface Migration {

	/** Permanent number of the step, unique in the product; steps run in this order. */
	public function version(): int;

	/** @throws DatabaseFailure When a statement fails; the step is run again on the next request. */
	public function up( Database $database ): void;
}
