package io.rcsplatform.platform.messaging;

import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

final class Transactions {
    private Transactions() {}

    static void require(String operation) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(operation + " belongs into the transaction of the change");
        }
    }
}
