<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of model usage. */
final class CreateUsageTable implements Migration {

	public function version(): int {
		return 20;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'model_usage',
			[
				'day'           => 'DATE NOT NULL',
				'source'        => 'VARCHAR(20) NOT NULL',
				'model'         => 'VARCHAR(100) NOT NULL',
				'requests'      => 'BIGINT NOT NULL DEFAULT 0',
				'input_tokens'  => 'BIGINT NOT NULL DEFAULT 0',
				'output_tokens' => 'BIGINT NOT NULL DEFAULT 0',
			],
			[ 'PRIMARY KEY  (day, source, model)' ]
		);
	}
}
