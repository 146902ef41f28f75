<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Cost;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Creates the tables of costs by quarter-hour and of the counters of caps.
 *
 * Quarter-hours, because midnight of every time zone falls on one, so that costs of days and months are exact in every zone. Answers
 * counted before prices existed are migrated as answers of unknown cost.
 */
final class CreateCostTables implements Migration {

	public function version(): int {
		return 22;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'model_costs',
			[
				'slot'          => 'DATETIME NOT NULL',
				'source'        => 'VARCHAR(20) NOT NULL',
				'model'         => 'VARCHAR(100) NOT NULL',
				// Empty: the cost is not known.
				'currency'      => 'VARCHAR(3) NOT NULL',
				'answers'       => 'BIGINT NOT NULL DEFAULT 0',
				'input_tokens'  => 'BIGINT NOT NULL DEFAULT 0',
				'output_tokens' => 'BIGINT NOT NULL DEFAULT 0',
				'micro'         => 'BIGINT NOT NULL DEFAULT 0',
			],
			[ 'PRIMARY KEY  (slot, source, model, currency)' ]
		);
		$schema->create(
			'cost_budgets',
			[
				'scope'  => 'VARCHAR(40) NOT NULL',
				'period' => 'VARCHAR(10) NOT NULL',
				'micro'  => 'BIGINT NOT NULL DEFAULT 0',
				'tokens' => 'BIGINT NOT NULL DEFAULT 0',
			],
			[ 'PRIMARY KEY  (scope, period)', 'KEY period (period)' ]
		);
		$database->execute(
			'INSERT IGNORE INTO %i (slot, source, model, currency, answers, input_tokens, output_tokens, micro)
				SELECT day, source, model, \'\', requests, input_tokens, output_tokens, 0
				FROM %i WHERE model <> %s',
			$database->table( 'model_costs' ),
			$database->table( 'model_usage' ),
			PriceList::BUILTIN
		);
	}
}
